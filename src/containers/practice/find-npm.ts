import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { EngineError } from '../engine.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The path of npm's own script, to be run with this Node. @throws EngineError `failed` when there is none. */
export function findNpm(env: Environment): string {
  const nodeDir = dirname(process.execPath);
  const candidates = [
    env['npm_execpath'] ?? '',
    join(nodeDir, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(nodeDir, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter(Boolean).flatMap((dir) => [join(dir, 'npm'), join(dir, 'node_modules', 'npm', 'bin', 'npm-cli.js')]),
  ];
  for (const candidate of candidates) {
    if (candidate === '' || !existsSync(candidate)) continue;
    const real = realpathSync(candidate);
    if (/npm-cli\.js$/.test(real)) return real;
  }
  throw new EngineError('failed', 'npm was not found on this machine', { hint: { ja: 'npm の付いた Node.js を入れます: https://nodejs.org', en: 'install Node.js with npm: https://nodejs.org' } });
}

const PASSED_ON =
  /^(?:HOME|USERPROFILE|APPDATA|LOCALAPPDATA|SystemRoot|ComSpec|TEMP|TMP|TMPDIR|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR|(?:HTTPS?|NO|ALL)_PROXY|npm_config_(?:registry|cache|userconfig|globalconfig|ca|cafile|proxy|https_proxy|noproxy|offline|prefer_offline|strict_ssl|maxsockets|fetch_\w+|\/\/.*|@.*))$/i;

/** What npm needs to know of this machine: where its cache, registry, certificates and proxies are. */
export function npmEnvironment(env: Environment): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined && PASSED_ON.test(name)) passed[name] = value;
  const path = env['PATH'] ?? env['Path'] ?? '';
  return { ...passed, PATH: `${dirname(process.execPath)}${delimiter}${path}`, npm_config_update_notifier: 'false' };
}
