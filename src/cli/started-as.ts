import { readFileSync, realpathSync } from 'node:fs';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';
import { findOnPath } from './shell/find-on-path.js';
import { quoteForSh } from './shell/quote.js';

/** How a program was started: what decides by which name it can be called again. */
export interface Start {
  /** The file that Node was given; undefined: none. */
  readonly script: string | undefined;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the package that runs. */
  readonly root: string;
  readonly platform?: NodeJS.Platform;
}

/** In this variable a shell that has a `boyacky-lab` of its own says so: the name that is printed then. */
export const nameVariable = 'BOYACKY_LAB_NAME';

/** What the texts call the program. */
export const literal = 'boyacky-lab';

/**
 * The words that call this very program again, from the folder where it was started and, unless it is found on the
 * PATH, from the workspace: `boyacky-lab`, `npx boyacky-lab`, `node ~/boyacky-lab/dist/bin.js`.
 */
export function nameOf(start: Start, workspace?: string): string {
  const { env, script, root, cwd } = start;
  if (env[nameVariable]) return env[nameVariable];
  const program = join(root, 'dist', 'bin.js');
  // Not the built program (a test, say): nothing is known about how it could be called.
  if (script === undefined || realPath(script) !== realPath(program)) return literal;
  if (isOnPath(start, program)) return literal;
  if (npxFinds(start)) return `npx ${literal}`;
  const isElsewhere = workspace !== undefined && workspace !== cwd;
  return `node ${pathToType(program, start, { from: isElsewhere ? undefined : cwd })}`;
}

/** `boyacky-lab shell` for a terminal that was just opened, in whatever folder it may be. */
export function lineForNewTerminal(command: string, start: Start, workspace: string): string {
  const { [nameVariable]: _, ...env } = start.env;
  const name = nameOf({ ...start, env, cwd: workspace }, workspace);
  return `cd ${pathToType(workspace, start)} && ${name} ${command}`;
}

function isOnPath({ env, platform = process.platform }: Start, program: string): boolean {
  // npm puts folders of its own before the learner's PATH; another terminal has none of them.
  const path = (env.PATH ?? '').split(delimiter).filter((folder) => !/[\\/]node_modules[\\/]\.bin[\\/]?$|node-gyp-bin/.test(folder)).join(delimiter);
  const found = findOnPath(literal, path);
  if (found === undefined) return false;
  return platform === 'win32' || realPath(found) === realPath(program);
}

/** Whether `npx boyacky-lab` in this folder is us: a package of the registry, or of the project that npm found from here. */
function npxFinds({ env, root, cwd }: Start): boolean {
  const isNpx = env.npm_command === 'exec' || env.npm_lifecycle_event === 'npx';
  const isScript = env.npm_lifecycle_event !== undefined && env.npm_package_name === literal;
  if (!isNpx && !isScript) return false;
  const cache = /^(.*[\\/]_npx[\\/][^\\/]+)[\\/]node_modules[\\/]/.exec(root + sep)?.[1];
  if (cache !== undefined) return isOfRegistry(join(cache, 'package.json'));
  const prefix = env.npm_config_local_prefix ?? root;
  return isInside(cwd, prefix);
}

/** Asked for by its name, not as a file or an address: those `npx boyacky-lab` would not find. */
function isOfRegistry(file: string): boolean {
  try {
    const { dependencies } = JSON.parse(readFileSync(file, 'utf8')) as { dependencies?: Record<string, string> };
    return /^[\^~]?\d/.test(dependencies?.[literal] ?? '');
  } catch {
    return false;
  }
}

/** The shortest spelling of a path that a shell reads. `from`: only from this folder need it work. */
export function pathToType(path: string, { env, platform = process.platform }: Omit<Start, 'script' | 'root'>, { from }: { readonly from?: string } = {}): string {
  const home = env.HOME;
  const isPosix = platform !== 'win32' && !/pwsh|powershell/i.test(env.SHELL ?? '');
  const spellings = [
    quote(path, isPosix),
    ...(from === undefined ? [] : [quote(relative(from, path), isPosix)]),
    ...(isPosix && home && isInside(path, home) && path !== home ? [`~/${quote(relative(home, path), true)}`] : []),
  ];
  return spellings.sort((one, other) => one.length - other.length)[0] ?? path;
}

function quote(path: string, isPosix: boolean): string {
  if (/^[\w./\\:@+,-]+$/.test(path) && !path.startsWith('-')) return path;
  return isPosix ? quoteForSh(path) : `"${path}"`;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(realPath(folder), realPath(path));
  return !isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
