import { lstat, open } from 'node:fs/promises';
import { dirname, delimiter, join, posix } from 'node:path';
import { EngineError } from '../../engine.js';
import { findNpm } from '../find-npm.js';
import { resolveInRootfs } from '../layers/resolve-in-rootfs.js';
import type { ProcessSpec } from './container-record.js';

export interface ProcessRequest {
  /** ENTRYPOINT and CMD together, as in the image. */
  readonly argv: readonly string[];
  readonly workingDir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly rootfs: string;
  readonly preload: string;
  readonly hostEnv: Readonly<Record<string, string | undefined>>;
}

/**
 * Turns a container's command into a process of this machine: Node and npm are this machine's, paths of the
 * image become paths below `rootfs`. The environment is the image's and the request's alone: no credential,
 * no home directory of whoever runs this gets in.
 *
 * @throws EngineError `unsupported` for every other program.
 */
export async function resolveProcess(request: ProcessRequest): Promise<ProcessSpec> {
  const { rootfs, workingDir } = request;
  const [program, ...args] = withoutShell(withoutEntrypointScript(request.argv));
  if (program === undefined) throw new EngineError('failed', 'docker: Error response from daemon: No command specified.');
  const leading = await leadingArguments(program, request);
  return {
    file: process.execPath,
    args: [...leading, ...(await Promise.all(args.map((arg) => toHostPath(arg, rootfs))))],
    cwd: await resolveInRootfs(rootfs, workingDir),
    env: await processEnvironment(request),
  };
}

async function leadingArguments(program: string, { rootfs, workingDir, hostEnv }: ProcessRequest): Promise<readonly string[]> {
  if (program === 'node' || /^\/(?:usr\/)?(?:local\/)?bin\/node$/.test(program)) return [];
  if (program === 'npm' || /^\/(?:usr\/)?(?:local\/)?bin\/npm$/.test(program)) return [findNpm(hostEnv)];
  if (program.includes('/')) {
    const file = await resolveInRootfs(rootfs, posix.resolve('/', workingDir, program));
    if (await isNodeScript(file)) return [file];
  }
  throw new EngineError('unsupported', `running "${program}" is not supported by the practice engine (node, npm and scripts for node are): install Docker`);
}

/** The official Node image starts with a script that does nothing but start the rest. */
function withoutEntrypointScript(argv: readonly string[]): readonly string[] {
  return posix.basename(argv[0] ?? '') === 'docker-entrypoint.sh' ? argv.slice(1) : argv;
}

/** `sh -c "node app.js"` needs no shell as long as there is nothing in it for a shell to do. */
export function withoutShell(argv: readonly string[]): readonly string[] {
  const [program, flag, text, ...more] = argv;
  if (!/^(?:\/bin\/)?(?:sh|bash|ash)$/.test(program ?? '')) return argv;
  if (flag !== '-c' || text === undefined || more.length > 0 || /[|&;<>()$`\\"'*?#~=%!{}[\]\n]/.test(text))
    throw new EngineError('unsupported', `the shell command "${argv.slice(1).join(' ')}" is not supported by the practice engine: install Docker`, {
      hint: { ja: 'exec 形式で書きます: CMD ["node", "server.js"]', en: 'write it in the exec form: CMD ["node", "server.js"]' },
    });
  const words = text.trim().split(/\s+/).filter(Boolean);
  return words[0] === 'exec' ? words.slice(1) : words;
}

async function toHostPath(arg: string, rootfs: string): Promise<string> {
  if (!arg.startsWith('/')) return arg;
  const path = await resolveInRootfs(rootfs, arg);
  const exists = await lstat(path).then(() => true, () => false);
  return exists ? path : arg;
}

async function isNodeScript(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(128), 0, 128, 0);
    return /^#!.*\bnode\b/.test(buffer.subarray(0, bytesRead).toString('utf8'));
  } finally {
    await handle.close();
  }
}

async function processEnvironment({ env, rootfs, preload, hostEnv }: ProcessRequest): Promise<Record<string, string>> {
  const home = await resolveInRootfs(rootfs, env['HOME'] ?? '/root');
  const systemRoot = hostEnv['SystemRoot'];
  return {
    ...env,
    PATH: [dirname(process.execPath), env['PATH'] ?? ''].filter(Boolean).join(delimiter),
    HOME: home,
    NODE_OPTIONS: [env['NODE_OPTIONS'], `--require ${JSON.stringify(preload)}`].filter(Boolean).join(' '),
    ...(systemRoot ? { SystemRoot: systemRoot, USERPROFILE: home, TEMP: join(home, 'tmp') } : {}),
  };
}
