import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/shared/package-root.js';
import { npmEnvironment } from '../support/npm-environment.js';
import { makeTempDir } from '../support/temp-dir.js';
import { makeWorkshopFolder, type WorkshopFolder } from './workshop-folder.js';

interface Answer {
  readonly exitCode: number;
  readonly text: string;
}

/** A line as a person types it, in a shell that knows nothing of how anything was started before. */
function type(line: string, cwd: string, { home }: WorkshopFolder, path: readonly string[] = []): Promise<Answer> {
  const env = { HOME: home, PATH: [...path, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter), LANG: 'C.UTF-8', ...npmEnvironment, npm_config_offline: 'true' };
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', line], { cwd, env, timeout: 240_000 }, (error, stdout, stderr) => resolve({ exitCode: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, text: `${stdout}\n${stderr}` }));
  });
}

/** What stands behind "next:". */
function nextOf({ text }: Answer): string {
  const found = /^ *next: (.+)$/m.exec(text)?.[1];
  if (found === undefined) throw new Error(`no next line in:\n${text}`);
  return found;
}

/** Nothing that only our own shell would know. */
const bare = /(?<!npx |[\w./-])boyacky-lab (list|start|status|hint|shell|cleanup|verify)/;

const program = join(packageRoot(), 'dist', 'bin.js');

describe('what is printed works when it is typed', { timeout: 600_000 }, () => {
  /** A workspace of the practice engine, without a step that takes time. */
  async function begin(folder: WorkshopFolder, args: readonly string[] = []): Promise<void> {
    const { exitCode, stderr } = await folder.run(['start', ...args, '--yes', '--keep', '--engine', 'practice', '--until', 'foundation.tools'], { env: { BOYACKY_LAB_NAME: undefined } });
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('done')]);
  }

  it.each([
    ['node with a path', (_: WorkshopFolder) => ({ start: `node ${program}`, path: [] as string[] })],
    [
      'by name, from the PATH',
      ({ home }: WorkshopFolder) => {
        const bin = join(home, 'bin');
        mkdirSync(bin);
        symlinkSync(program, join(bin, 'boyacky-lab'));
        return { start: 'boyacky-lab', path: [bin] };
      },
    ],
  ])('%s: from the folder above, from the workspace, from an empty folder', async (_, prepare) => {
    const folder = makeWorkshopFolder();
    const { start, path } = prepare(folder);
    await begin(folder);
    for (const cwd of [folder.cwd, folder.root]) {
      const wrong = await type(`${start} verify no.such-step`, cwd, folder, path);
      expect(wrong.exitCode).toBe(2);
      if (path.length === 0) expect(wrong.text).not.toMatch(bare);
      // Typed there, and in the workspace as well.
      for (const place of new Set([cwd, ...(cwd === folder.cwd ? [folder.root] : [])])) expect(await type(nextOf(wrong), place, folder, path)).toMatchObject({ exitCode: 0, text: expect.stringContaining('foundation.tools') as unknown });
    }
    const help = await type(`${start} --help`, folder.cwd, folder, path);
    const usage = /^Usage: (.+) \[options\]/m.exec(help.text)?.[1] ?? '';
    expect((await type(`${usage} --version`, folder.cwd, folder, path)).exitCode).toBe(0);
  });

  it('a workspace that is not found from here is named', async () => {
    const folder = makeWorkshopFolder();
    const elsewhere = join(folder.cwd, 'a folder');
    await begin(folder, [elsewhere]);
    const wrong = await type(`node ${program} start '${elsewhere}' --yes --from ecr.push --until foundation.tools`, folder.cwd, folder);
    const status = await type(`node ${program} --workspace '${elsewhere}' hint foundation.tools`, folder.cwd, folder);
    expect([wrong.exitCode, status.exitCode]).toEqual([2, 0]);
    const more = /One more:\s+((?:.+\n)*)/.exec(status.text)?.[1] ?? '';
    expect(more).toContain('--workspace');
    for (const place of [folder.cwd, makeTempDir()]) expect((await type(more, place, folder)).exitCode).toBe(0);
    await folder.run(['sandbox', 'stop', '--workspace', elsewhere]);
  });

  it('npx: from the clone, from a workspace in it; npm start as well', async () => {
    const folder = makeWorkshopFolder();
    // A clone in little: the same program, reached by a path of its own.
    const clone = packageRoot();
    const wrong = await type('npx boyacky-lab verify no.such-step', clone, folder);
    expect([wrong.exitCode, nextOf(wrong)]).toEqual([2, 'npx boyacky-lab list']);
    expect((await type(nextOf(wrong), clone, folder)).exitCode).toBe(0);
    const npm = await type('npm start -- --from no.such-step --yes', clone, folder);
    expect(nextOf(npm)).toBe('npx boyacky-lab list');
    await begin(folder);
    const inWorkspace = await type('npx boyacky-lab verify no.such-step', folder.root, folder);
    expect([inWorkspace.exitCode, nextOf(inWorkspace)]).toEqual([2, 'npx boyacky-lab list']);
    expect((await type(nextOf(inWorkspace), folder.root, folder)).exitCode).toBe(0);
  });

  it('npm in the workspace without --prefix gets a sentence and climbs nowhere; an old workspace gets it, too', async () => {
    const folder = makeWorkshopFolder();
    const above = join(folder.cwd, 'package.json');
    writeFileSync(above, JSON.stringify({ name: 'above', version: '1.0.0', scripts: { start: 'echo CLIMBED', preinstall: 'echo CLIMBED' } }));
    await begin(folder);
    rmSync(join(folder.root, 'package.json'));
    rmSync(join(folder.root, 'package-lock.json'));
    await begin(folder);
    for (const [line, wanted] of [['npm start', 'npm start --prefix boyacky'], ['npm ci', 'npm ci --prefix boyacky'], ['npm install', 'npm ci --prefix boyacky']] as const) {
      const { exitCode, text } = await type(line, folder.root, folder);
      expect([line, exitCode !== 0, text.includes(wanted), text.includes('CLIMBED')]).toEqual([line, true, true, false]);
    }
    expect(readFileSync(above, 'utf8')).toContain('above');
    // One of the learner's own stays.
    writeFileSync(join(folder.root, 'package.json'), '{"name":"mine"}');
    await begin(folder);
    expect(readFileSync(join(folder.root, 'package.json'), 'utf8')).toBe('{"name":"mine"}');
  });
});
