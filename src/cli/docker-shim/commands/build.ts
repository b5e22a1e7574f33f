import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { option, toggle, type DockerCommand } from '../docker-command.js';
import type { ParsedArguments } from '../parse-arguments.js';
import { readPairs } from '../read-pairs.js';
import { readInput } from '../read-input.js';
import { refusePlatform } from '../refuse-platform.js';
import { refuse, ShimError, type ShimContext } from '../shim-context.js';

/** Records of the build that are never made here: they may be switched off, as many tutorials for ECR do. */
const attestations = ['provenance', 'sbom'];
/** What is so here in any case. */
const idle = ['load', 'rm', 'force-rm'];

/** `docker image build -t NAME .`, and with `-` a Dockerfile from standard input without a context. */
export const build: DockerCommand = {
  names: ['image build', 'build'],
  usage: '[OPTIONS] PATH | -',
  about: { ja: 'Dockerfile からイメージを作る', en: 'Build an image from a Dockerfile' },
  flags: [option('tag', 't'), option('file', 'f'), option('label'), option('platform'), option('progress'), toggle('quiet', 'q'), ...attestations.map((name) => option(name)), ...idle.map((name) => toggle(name))],
  refusedFlags:
    'no-cache pull build-arg target add-host cache-from cache-to secret ssh output|o push network no-cache-filter builder build-context iidfile metadata-file memory|m shm-size ulimit allow annotation attest call check cgroup-parent squash compress isolation security-opt',
  operands: { min: 1, max: 1 },
  run: buildImage,
};

async function buildImage(context: ShimContext, args: ParsedArguments): Promise<number> {
  const path = args.operands[0] ?? '';
  if (/^(https?|git|ssh):\/\/|^git@/.test(path)) throw refuse(`building from ${path}`);
  await refusePlatform(context, args);
  for (const name of attestations) if (args.values(name).some((value) => !/^(0|f|false)$/i.test(value))) throw refuse(`docker image build --${name}`);
  const scratch = await mkdtemp(join(tmpdir(), 'boyacky-lab-build-'));
  try {
    const source = path === '-' ? await emptyContext(context, scratch) : await findDockerfile(context, args, resolve(context.cwd, path), scratch);
    const quiet = args.has('quiet');
    const { imageId } = await context.engine.build({
      ...source,
      tags: args.values('tag'),
      labels: args.values('label').length === 0 ? undefined : readPairs(args.values('label')),
      onOutput: quiet ? undefined : (line) => context.out(`${line}\n`),
      signal: context.signal,
    });
    if (quiet) context.out(`${imageId}\n`);
    return 0;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function emptyContext(context: ShimContext, scratch: string) {
  await writeFile(join(scratch, 'Dockerfile'), await readDockerfile(context));
  // What comes from standard input has nothing beside it, not even itself.
  await writeFile(join(scratch, '.dockerignore'), '*\n');
  return { contextDir: scratch };
}

async function findDockerfile(context: ShimContext, args: ParsedArguments, contextDir: string, scratch: string) {
  const file = args.value('file');
  if (file === undefined) return { contextDir };
  if (file !== '-') return { contextDir, dockerfile: resolve(context.cwd, file) };
  const dockerfile = join(scratch, 'Dockerfile');
  await writeFile(dockerfile, await readDockerfile(context));
  return { contextDir, dockerfile };
}

async function readDockerfile({ stdin }: ShimContext): Promise<Buffer> {
  if (stdin.isTTY === true) throw new ShimError('ERROR: no Dockerfile on standard input: pipe one in, e.g. docker image build -t NAME - < Dockerfile');
  const bytes = await readInput(stdin);
  const isArchive = (bytes[0] === 0x1f && bytes[1] === 0x8b) || bytes.subarray(257, 262).toString('latin1') === 'ustar';
  if (isArchive) throw refuse('a build context as an archive on standard input');
  return bytes;
}
