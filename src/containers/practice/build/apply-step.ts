import { mkdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { EngineError } from '../../engine.js';
import { dockerfileError } from '../dockerfile/dockerfile-error.js';
import { expandVariables } from '../dockerfile/expand-variables.js';
import type { Command, Instruction, InstructionOf } from '../dockerfile/instruction.js';
import { packLayer } from '../layers/pack-layer.js';
import { readLayerEntries } from '../layers/read-layer-entries.js';
import type { PracticeStores } from '../practice-stores.js';
import type { StoredLayer } from '../store/image-document.js';
import { withScratchDir } from '../store/state-dir.js';
import type { BuildCache } from './build-cache.js';
import { cacheKey } from './build-cache.js';
import type { BuildContext } from './build-context.js';
import { fingerprintCopy, packCopy, parents } from './copy-step.js';
import type { ImageDraft } from './image-draft.js';
import { readNpmCommands } from './read-npm-command.js';
import { runStep } from './run-step.js';
import { selectCopySources } from './select-copy-sources.js';

export interface BuildSession {
  readonly draft: ImageDraft;
  readonly stores: PracticeStores;
  readonly context: BuildContext;
  readonly cache: BuildCache;
  readonly escape: string;
  /** ARG values of this stage. */
  readonly args: Map<string, string>;
  /** ARG values from before FROM, which an ARG without a value brings in. */
  readonly globals: ReadonlyMap<string, string>;
  readonly hostEnv: Readonly<Record<string, string | undefined>>;
  /** Directories of each layer by its digest, so that a layer is listed once in a build. */
  readonly directories: Map<string, readonly string[]>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal | undefined;
}

/** Carries out one instruction after FROM on the draft. */
export async function applyStep(session: BuildSession, instruction: Instruction): Promise<void> {
  const { draft } = session;
  const expand = (text: string) =>
    expandVariables(text, { line: instruction.line, escape: session.escape, variables: new Map([...session.args, ...draft.env]) });

  switch (instruction.name) {
    case 'FROM':
      return;
    case 'WORKDIR':
      draft.workingDir = posix.resolve('/', draft.workingDir, expand(instruction.value));
      return makeWorkingDir(session, instruction);
    case 'COPY':
      return copy(session, instruction, expand);
    case 'RUN':
      return run(session, instruction);
    case 'ENV':
      for (const [name, value] of expandPairs(instruction.pairs, expand)) draft.env.set(name, value);
      break;
    case 'LABEL':
      for (const [name, value] of expandPairs(instruction.pairs, expand)) draft.labels.set(name, value);
      break;
    case 'ARG':
      for (const [name, value] of instruction.pairs) session.args.set(expand(name), value === undefined ? (session.globals.get(name) ?? '') : expand(value));
      break;
    case 'EXPOSE':
      for (const port of instruction.ports) draft.exposedPorts.add(readPort(instruction.line, expand(port)));
      break;
    case 'USER':
      draft.user = expand(instruction.value);
      session.say(' ---> Note: USER is recorded; the practice engine runs everything as you');
      break;
    case 'ENTRYPOINT':
      draft.entrypoint = toArgv(instruction.command);
      draft.cmd = [];
      break;
    case 'CMD':
      draft.cmd = toArgv(instruction.command);
      break;
  }
  noteStep(session, cacheKey(draft.cacheKey, instruction.source, JSON.stringify([...session.args])));
  draft.history.push({ created: new Date(0).toISOString(), created_by: `/bin/sh -c #(nop)  ${instruction.source}`, empty_layer: true });
}

async function makeWorkingDir(session: BuildSession, instruction: InstructionOf<'WORKDIR'>): Promise<void> {
  const { draft, stores } = session;
  const path = draft.workingDir.slice(1);
  const key = cacheKey(draft.cacheKey, 'WORKDIR', draft.workingDir);
  if (path === '' || (await directoriesOf(session)).has(path)) {
    draft.history.push({ created: new Date(0).toISOString(), created_by: `/bin/sh -c #(nop) ${instruction.source}`, empty_layer: true });
    noteStep(session, key);
    return;
  }
  await addLayer(session, key, `/bin/sh -c #(nop) ${instruction.source}`, () =>
    withScratchDir(stores.state, async (dir) => {
      await mkdir(join(dir, path), { recursive: true, mode: 0o755 });
      return packLayer(dir, [...parents(path), path], stores.blobs, stores.state.scratch);
    }),
  );
}

async function copy(session: BuildSession, instruction: InstructionOf<'COPY'>, expand: (text: string) => string): Promise<void> {
  const { draft, context, stores } = session;
  if (instruction.chown) session.say(' ---> Note: --chown is ignored; the practice engine runs everything as you');
  const directories = await directoriesOf(session);
  const copied = selectCopySources(context, {
    line: instruction.line,
    sources: instruction.sources.map(expand),
    destination: expand(instruction.destination),
    workingDir: draft.workingDir,
    isDirectory: (path) => path === '' || directories.has(path),
  });
  const fingerprint = await fingerprintCopy(context.root, copied);
  await addLayer(session, cacheKey(draft.cacheKey, 'COPY', fingerprint), `/bin/sh -c #(nop) ${instruction.source}`, () =>
    packCopy(context.root, copied, stores),
  );
}

async function run(session: BuildSession, instruction: InstructionOf<'RUN'>): Promise<void> {
  const { draft, say, signal, hostEnv } = session;
  const npmCommands = readNpmCommands(instruction.line, instruction.command);
  const source = instruction.source.slice('RUN '.length);
  const env = Object.fromEntries([...session.args, ...draft.env]);
  const key = cacheKey(draft.cacheKey, 'RUN', source, JSON.stringify(env), process.version);
  await addLayer(session, key, `/bin/sh -c ${source}`, () => {
    say(` ---> Running npm of this machine`);
    return runStep({ layers: draft.layers, workingDir: draft.workingDir, env, hostEnv, npmCommands, source, onOutput: say, signal }, session.stores);
  });
}

async function addLayer(session: BuildSession, key: string, createdBy: string, make: () => Promise<StoredLayer>): Promise<void> {
  const { draft, cache } = session;
  const cached = await cache.find(key);
  if (cached) session.say(' ---> Using cache');
  const layer = cached ?? (await make());
  if (!cached) await cache.save(key, layer);
  draft.layers.push(layer);
  draft.history.push({ created: new Date(0).toISOString(), created_by: createdBy });
  noteStep(session, key);
}

function noteStep(session: BuildSession, key: string): void {
  session.draft.cacheKey = key;
  session.say(` ---> ${key.slice('sha256:'.length, 'sha256:'.length + 12)}`);
}

async function directoriesOf({ draft, stores, directories }: BuildSession): Promise<ReadonlySet<string>> {
  for (const { digest } of draft.layers) {
    if (directories.has(digest)) continue;
    const entries = await readLayerEntries(stores.blobs.path(digest));
    directories.set(digest, entries.filter(({ kind }) => kind === 'directory').map(({ path }) => path));
  }
  return new Set(draft.layers.flatMap(({ digest }) => directories.get(digest) ?? []));
}

function expandPairs(pairs: readonly (readonly [string, string])[], expand: (text: string) => string): [string, string][] {
  // All values of one instruction see the variables as they were before it.
  return pairs.map(([name, value]) => [expand(name), expand(value)]);
}

function readPort(line: number, text: string): string {
  const [, port = '', protocol = 'tcp'] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/i.exec(text) ?? [];
  if (port === '' || Number(port) < 1 || Number(port) > 65_535) throw dockerfileError(line, `Invalid containerPort: ${text}`);
  return `${Number(port)}/${protocol.toLowerCase()}`;
}

/** The shell form is kept as docker keeps it, and read again when the container starts. */
function toArgv(command: Command): readonly string[] {
  if (command.form === 'exec') return command.argv;
  if (command.text === '') throw new EngineError('dockerfile', 'Error response from daemon: no command specified');
  return ['/bin/sh', '-c', command.text];
}
