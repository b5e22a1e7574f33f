import type { BuildRequest } from '../../engine.js';
import { EngineError } from '../../engine.js';
import { formatReference, parseReference } from '../../image-reference.js';
import { expandVariables } from '../dockerfile/expand-variables.js';
import type { Instruction, InstructionOf } from '../dockerfile/instruction.js';
import { parseDockerfile } from '../dockerfile/parse-dockerfile.js';
import type { PracticeStores } from '../practice-stores.js';
import { findBaseImage } from './base-images.js';
import { applyStep } from './apply-step.js';
import type { BuildSession } from './apply-step.js';
import { openBuildCache } from './build-cache.js';
import { readBuildContext } from './build-context.js';
import { draftFrom, finishDraft } from './image-draft.js';

/**
 * Builds a real image from a Dockerfile and its directory, step by step, with docker's progress lines.
 *
 * @throws EngineError `dockerfile`, `unsupported`, `build-failed`, `interrupted`, `disk-full`
 */
export async function buildImage(
  request: BuildRequest,
  stores: PracticeStores,
  hostEnv: Readonly<Record<string, string | undefined>>,
): Promise<{ imageId: string }> {
  const say = request.onOutput ?? (() => undefined);
  const tags = request.tags.map((tag) => formatReference(parseReference(tag)));
  const context = await readBuildContext(request.contextDir, request.dockerfile);
  const { instructions, escape } = parseDockerfile(context.dockerfile);
  say(`Sending build context to the practice engine  ${formatSize(context.sizeBytes)}`);

  const fromIndex = instructions.findIndex(({ name }) => name === 'FROM');
  const from = instructions[fromIndex] as InstructionOf<'FROM'>;
  const globals = new Map(instructions.slice(0, fromIndex).flatMap((each) => (each.name === 'ARG' ? each.pairs.map(([name, value]) => [name, value ?? ''] as const) : [])));
  const baseName = expandVariables(from.image, { line: from.line, escape, variables: globals });
  const base = await findBaseImage(from, baseName, stores);

  const session: BuildSession = {
    draft: draftFrom(base),
    stores,
    context,
    cache: openBuildCache(stores.state, stores.blobs),
    escape,
    args: new Map(),
    globals,
    hostEnv,
    directories: new Map(),
    say,
    signal: request.signal,
  };
  for (const [index, instruction] of instructions.entries()) {
    throwIfInterrupted(request.signal);
    say(`Step ${index + 1}/${instructions.length} : ${instruction.source}`);
    if (instruction === from && base.note) say(` ---> Note: ${base.note}`);
    if (index > fromIndex) await applyStep(session, instruction);
  }
  throwIfInterrupted(request.signal);
  return finish(request, session, instructions, tags);
}

async function finish(
  request: BuildRequest,
  session: BuildSession,
  instructions: readonly Instruction[],
  tags: readonly string[],
): Promise<{ imageId: string }> {
  const { draft, stores, say } = session;
  for (const [key, value] of Object.entries(request.labels ?? {})) draft.labels.set(key, value);
  // The same steps give the same image, as docker's cache does: the date is that of the first time.
  const created = await firstBuilt(session, JSON.stringify([instructions.length, request.labels ?? {}]));
  const { id } = await stores.images.add(finishDraft(draft, created), draft.layers);
  for (const tag of tags) await stores.images.point(tag, id);
  say(`Successfully built ${id.slice('sha256:'.length, 'sha256:'.length + 12)}`);
  for (const tag of tags) say(`Successfully tagged ${tag}`);
  return { imageId: id };
}

async function firstBuilt({ draft, stores }: BuildSession, labels: string): Promise<string> {
  const known = await stores.buildDates.find(draft.cacheKey, labels);
  if (known) return known;
  const now = new Date().toISOString();
  await stores.buildDates.save(draft.cacheKey, labels, now);
  return now;
}

function throwIfInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new EngineError('interrupted', 'the build was interrupted');
}

function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes}B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(2)}kB` : `${(bytes / 1_000_000).toFixed(2)}MB`;
}
