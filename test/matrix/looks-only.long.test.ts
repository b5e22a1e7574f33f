import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeTempDir } from '../support/temp-dir.js';
import { makeWorkshopFolder, type WorkshopFolder } from '../system/workshop-folder.js';
import { reportCount } from './report-count.js';

const faultPoints = fileURLToPath(new URL('fault-points.mjs', import.meta.url));
const course = ['start', '--yes', '--engine', 'practice', '--lang', 'en', '--keep'];

/** Every file below a folder, but not what the sandbox keeps for itself: AWS has its keys, too. */
function filesBelow(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.name === 'node_modules' || path.endsWith('.boyacky-lab/sandbox') || path.endsWith('.boyacky-lab/practice')) return [];
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
  });
}

function secretsOf(folder: WorkshopFolder): string[] {
  const { secretAccessKey = '', token = '' } = folder.endpoint() ?? {};
  expect(secretAccessKey.length).toBeGreaterThan(20);
  expect(token.length).toBeGreaterThan(20);
  return [secretAccessKey, token];
}

/** Argument lists of all processes of this machine: any user of it can read them. */
function argumentLists(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .join('\n');
}

describe('commands that only look', { timeout: 600_000 }, () => {
  it('ask the target and write nothing, to it or to disk', async () => {
    const folder = makeWorkshopFolder();
    const begun = await folder.run([...course, '--until', 'service.healthy']);
    expect(begun.exitCode, begun.stderr).toBe(0);
    const commands = [['verify'], ['verify', '--format', 'json'], ['status'], ['list'], ['hint'], ['hint', 'service.create', '--level', '9'], ['hint', 'rollout.fix', '--commands'], ['cleanup', '--dry-run'], ['doctor']];
    let reads = 0;
    for (const command of commands) {
      const log = join(makeTempDir(), 'log');
      const { exitCode, stderr } = await folder.run(command, { nodeArgs: ['--import', faultPoints], env: { FAULT_ONLY: 'record', FAULT_LOG: log, FAULT_VISITED: `${log}.none` } });
      expect([0, 1, 3], `${command.join(' ')}: ${stderr}`).toContain(exitCode);
      const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
      // A dry run holds the workspace's lock while it looks: nothing else.
      const writes = lines.filter((line) => !line.startsWith('read ') && !(command[0] === 'cleanup' && / \.boyacky-lab\/lock /.test(line)));
      expect(writes, command.join(' ')).toEqual([]);
      reads += lines.filter((line) => line.startsWith('read ')).length;
    }
    // The recorder was there: what they asked was seen.
    expect(reads).toBeGreaterThan(50);
    reportCount(`commands that only look: ${commands.length} commands, ${reads} requests, none of them writes`);
  });
});

describe('what is secret', { timeout: 600_000 }, () => {
  it('is in no output, file, report or argument list of a full run', async () => {
    const folder = makeWorkshopFolder();
    const run = folder.start([...course, '--debug']);
    let seen = '';
    const watch = setInterval(() => (seen += argumentLists()), 50);
    const { exitCode, stdout, stderr } = await run.finished.finally(() => clearInterval(watch));
    expect(exitCode, stderr).toBe(0);
    const secrets = secretsOf(folder);
    const verified = await folder.run(['verify', '--format', 'json', '--output', join(folder.cwd, 'report.json')]);
    const shown = await Promise.all([['status'], ['list'], ['hint', 'ecr.login', '--level', '9'], ['sandbox', 'status'], ['sandbox', 'logs', '--tail', '100000']].map((command) => folder.run(command)));
    const texts = [stdout, stderr, verified.stdout, verified.stderr, ...shown.flatMap((each) => [each.stdout, each.stderr])];
    // Registry passwords are of one kind, whatever their value: base64 of "AWS:…", or a long one behind it.
    for (const text of texts) for (const secret of secrets) expect(text).not.toContain(secret);
    for (const secret of secrets) expect(seen).not.toContain(secret);
    expect(seen).toContain('boyacky');
    const files = [...filesBelow(folder.cwd), ...filesBelow(folder.home)];
    for (const file of files) for (const secret of secrets) expect(readFileSync(file).includes(secret), file).toBe(false);
    const state = join(folder.root, '.boyacky-lab');
    // Our own folder is ours alone; in it the files that hold keys, too.
    expect((statSync(state).mode & 0o777).toString(8)).toBe('700');
    expect((statSync(join(state, 'sandbox')).mode & 0o777).toString(8)).toBe('700');
    for (const file of ['progress.json', 'ledger.jsonl', 'sandbox/endpoint.json', 'sandbox/sandbox.log']) expect((statSync(join(state, file)).mode & 0o077).toString(8), file).toBe('0');
    expect((statSync(join(folder.cwd, 'report.json')).mode & 0o022).toString(8)).toBe('0');
    reportCount(`secret scan: ${files.length} files, ${texts.length} outputs, ${seen.split('\n').length} argument lists, nothing secret in them`);
  });
});

describe('the target aws, played by a sandbox', { timeout: 600_000 }, () => {
  it('goes through the whole course and leaves nothing, with --endpoint-url and keys from the environment', async () => {
    const account = makeWorkshopFolder();
    expect((await account.run([...course, '--until', 'foundation.identity'])).exitCode).toBe(0);
    const { url = '', accessKeyId = '', secretAccessKey = '' } = account.endpoint() ?? {};
    const learner = makeWorkshopFolder();
    const env = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    const aws = ['start', '--yes', '--target', 'aws', '--endpoint-url', url, '--engine', 'practice', '--lang', 'en'];
    const { exitCode, stdout, stderr } = await learner.run(aws, { env });
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/Receipt: \d+ gone, 0 left/);
    const files = filesBelow(learner.cwd);
    for (const file of files) expect(readFileSync(file).includes(secretAccessKey), file).toBe(false);
    // Another region, another account: refused before anything is asked for.
    rmSync(join(learner.root, '.boyacky-lab', 'open-step'), { force: true });
    const begun = await learner.run([...aws, '--until', 'foundation.create-stack'], { env });
    expect(begun.exitCode, begun.stderr).toBe(0);
    const elsewhere = await learner.run([...aws, '--region', 'us-east-1'], { env });
    expect(elsewhere.exitCode).toBe(3);
    expect(elsewhere.stderr).toContain('ap-northeast-1');
    const other = await learner.run([...aws, '--account', '999999999999'], { env });
    expect(other.exitCode).toBe(3);
    expect(other.stderr).toContain('********9999');
    const stranger = await learner.run([...aws, '--profile', 'nobody-is-called-that'], { env });
    expect(stranger.exitCode, stranger.stderr).toBe(3);
    expect(stranger.stderr).toContain('nobody-is-called-that');
    // What was refused is not remembered: the lab is what it was.
    const still = await learner.run(['status', '--lang', 'en'], { env });
    expect(still.exitCode, still.stderr).toBe(0);
    const nobody = await learner.run(['verify', 'foundation'], { env: { AWS_EC2_METADATA_DISABLED: 'true' } });
    expect(nobody.exitCode, nobody.stderr).toBe(3);
    expect(nobody.stderr).toContain('aws configure');
    expect((await learner.run(['cleanup', '--yes'], { env })).exitCode).toBe(0);
  });
});
