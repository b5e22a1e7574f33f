import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { LocalApp } from '../../containers/local-app.js';
import { readPem } from '../../shared/certificates.js';
import { otherPortsCommand, type LocalPorts } from '../local-ports.js';
import { plain } from '../verdict.js';
import type { Finding } from './finding.js';

/** As far as the doctor looks at the machine itself. */
export interface Machine {
  /** "20.19.0" */
  readonly nodeVersion: string;
  /** Free for this user, in bytes. */
  freeBytes(): Promise<number>;
  /** Could a program listen there now? */
  isPortFree(port: number): Promise<boolean>;
  /** First line of what `program --version` prints; undefined: it is not here. */
  toolVersion(program: 'aws'): Promise<string | undefined>;
  /** Files of authorities that the environment names. */
  readonly bundles: readonly CertificateBundle[];
}

export interface CertificateBundle {
  /** The variable that names it. */
  readonly from: string;
  readonly file: string;
  /** Why it is of no use; undefined: it holds certificates. */
  readonly problem?: string;
}

export function thisMachine(dir: string, app: Pick<LocalApp, 'toolVersion'>): Machine {
  return {
    nodeVersion: process.versions.node,
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(dir);
      return bavail * bsize;
    },
    isPortFree,
    toolVersion: (program) => app.toolVersion(program),
    bundles: ['AWS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'].flatMap((from) => readBundle(from, process.env[from])),
  };
}

/** Could a program listen there now? */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function readBundle(from: string, file: string | undefined): CertificateBundle[] {
  if (!file) return [];
  try {
    readPem(file);
    return [{ from, file }];
  } catch (error) {
    return [{ from, file, problem: (error as Error).message }];
  }
}

const gigabyte = 1e9;
/** Images, layers and packages of the course; half of it stands in the way. */
const comfortableBytes = 5 * gigabyte;

/** Node, disk, ports, AWS CLI, a company's certificates. `ownPorts`: those that the workshop's own app or containers hold. */
export async function checkMachine(machine: Machine, ports: LocalPorts, ownPorts: readonly number[]): Promise<Finding[]> {
  return [checkNode(machine.nodeVersion), await checkDisk(machine), ...(await checkPorts(machine, ports, ownPorts)), checkAwsCli(await machine.toolVersion('aws')), ...checkBundles(machine.bundles)];
}

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fix = { ja: '新しい Node を入れます: nvm install 22 （または https://nodejs.org/）', en: 'Install a newer Node: nvm install 22 (or https://nodejs.org/)' };
  if (major < 20 || (major === 20 && minor < 19)) return { id: 'node', result: 'fail', observed: { ja: `Node ${version}: 20.19 以上が必要です`, en: `Node ${version}: 20.19 or newer is needed` }, fix };
  if (major < 22) return { id: 'node', result: 'warn', observed: { ja: `Node ${version}: 使えます。AWS SDK は 2027 年 1 月から 22 以上を求めます`, en: `Node ${version}: fine for now; from January 2027 the AWS SDK requires 22` }, fix };
  return { id: 'node', result: 'ok', observed: plain(`Node ${version}`) };
}

async function checkDisk(machine: Machine): Promise<Finding> {
  const bytes = await machine.freeBytes();
  const observed = { ja: `空き ${(bytes / gigabyte).toFixed(1)} GB`, en: `${(bytes / gigabyte).toFixed(1)} GB free` };
  if (bytes >= comfortableBytes) return { id: 'disk', result: 'ok', observed };
  return { id: 'disk', result: bytes < comfortableBytes / 2 ? 'fail' : 'warn', observed, fix: { ja: '場所を空けます。何が取っているか見るには: docker system df', en: 'Make room; what takes it: docker system df' } };
}

/** The ports that Boyacky will want, each free, ours, or taken. */
export async function checkPorts(machine: Pick<Machine, 'isPortFree'>, ports: LocalPorts, ownPorts: readonly number[]): Promise<Finding[]> {
  return await Promise.all([ports.app, ports.second].map((port) => checkPort(machine, port, ports, ownPorts)));
}

async function checkPort(machine: Pick<Machine, 'isPortFree'>, port: number, ports: LocalPorts, ownPorts: readonly number[]): Promise<Finding> {
  const id = `port.${port}`;
  if (ownPorts.includes(port)) return { id, result: 'ok', observed: { ja: `ポート ${port}: Boyacky が使っています`, en: `port ${port}: Boyacky itself has it` } };
  if (await machine.isPortFree(port)) return { id, result: 'ok', observed: { ja: `ポート ${port}: 空いています`, en: `port ${port}: free` } };
  return {
    id,
    result: 'fail',
    observed: { ja: `ポート ${port}: ほかのプログラムが使っています`, en: `port ${port}: another program has it` },
    fix: {
      ja: `誰かを調べて止めるか（lsof -nP -iTCP:${port} -sTCP:LISTEN）、別のポートにします: ${otherPortsCommand(ports)}`,
      en: `Find out who, and stop it (lsof -nP -iTCP:${port} -sTCP:LISTEN), or take other ports: ${otherPortsCommand(ports)}`,
    },
  };
}

/** Nothing is said where no file is named: most machines need none. */
function checkBundles(bundles: readonly CertificateBundle[]): Finding[] {
  return bundles.map(({ from, file, problem }) => {
    const id = `certificates.${from}`;
    if (problem === undefined) return { id, result: 'ok', observed: { ja: `${from}: ${file} の証明書も信頼します`, en: `${from}: the certificates of ${file} are trusted too` } };
    return { id, result: 'fail', observed: { ja: `${from} のファイルを使えません: ${problem}`, en: `the file of ${from} is of no use: ${problem}` }, fix: { ja: `PEM 形式のファイルを指定し直します: export ${from}=/パス/ca.pem`, en: `Name a file in PEM format: export ${from}=/PATH/ca.pem` } };
  });
}

/** https://github.com/aws/aws-cli/blob/v2/CHANGELOG.rst, 2.13.0 */
function checkAwsCli(line: string | undefined): Finding {
  const id = 'aws-cli';
  const install = { ja: '入れるには: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html', en: 'To install it: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html' };
  if (line === undefined) return { id, result: 'warn', observed: { ja: 'AWS CLI はありません。なくても進めますが、自分では打てません', en: 'no AWS CLI: you can go on, but not type its commands yourself' }, fix: install };
  const [, major = '0', minor = '0'] = /aws-cli\/(\d+)\.(\d+)/.exec(line) ?? [];
  if (Number(major) === 1) return { id, result: 'warn', observed: { ja: `${line}: バージョン 1 は 2027 年 7 月に終わります`, en: `${line}: version 1 ends in July 2027` }, fix: install };
  if (Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 13)) return { id, result: 'ok', observed: plain(line) };
  return {
    id,
    result: 'warn',
    observed: { ja: `${line}: 2.13 より古いので AWS_ENDPOINT_URL を見ません（サンドボックスに届きません）`, en: `${line}: older than 2.13, so it ignores AWS_ENDPOINT_URL and would not reach the sandbox` },
    fix: { ja: 'ワークショップのターミナルなら届きます: boyacky-lab shell', en: "In the workshop's shell it does: boyacky-lab shell" },
  };
}
