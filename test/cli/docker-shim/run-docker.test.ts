// Lines of the lessons, as typed, on a real practice engine.
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { runDocker } from '../../../src/cli/docker-shim/run-docker.js';
import type { ContainerEngine } from '../../../src/containers/engine.js';
import { createPracticeEngine } from '../../../src/containers/practice/practice-engine.js';
import { makeTempDir, writeApp } from '../../containers/practice-app.js';

interface Answer {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

async function makeDocker() {
  const dir = await makeTempDir();
  const engine: ContainerEngine = createPracticeEngine({ stateDir: join(dir, 'state') });
  const cwd = await writeApp(join(dir, 'app'));
  onTestFinished(async () => {
    for (const { id } of await engine.listContainers()) await engine.removeContainer(id, { force: true });
  });
  const docker = async (line: string, { input = '', language = 'en', words = line.split(' ') }: { input?: string; language?: 'en' | 'ja'; words?: string[] } = {}): Promise<Answer> => {
    let [out, err] = ['', ''];
    const exitCode = await runDocker(
      { engine, language, cwd, env: { FROM_HERE: 'yes' }, stdin: Readable.from([Buffer.from(input)]), signal: new AbortController().signal, out: (text) => (out += text), err: (text) => (err += text) },
      words,
    );
    return { exitCode, out, err };
  };
  return { docker, engine, cwd };
}

describe('the docker of the practice engine', () => {
  it('builds, shows, runs, looks inside, stops and removes, in docker\'s words', async () => {
    const { docker, engine } = await makeDocker();
    const built = await docker('image build -t boyacky/web-app .');
    expect(built).toMatchObject({ exitCode: 0, out: expect.stringContaining('Successfully tagged boyacky/web-app:latest') });
    expect(await docker('build --provenance=false --sbom false --load -t boyacky/web-app .')).toMatchObject({ exitCode: 0 });
    expect(await docker('build --provenance=max -t boyacky/web-app .')).toMatchObject({ exitCode: 125, err: expect.stringContaining('--provenance') });
    expect((await docker('image ls', { words: ['image', 'ls', '-a', '--format', '{{.Repository}}:{{.Tag}} {{.Size}}'] })).out).toMatch(/^boyacky\/web-app:latest [\d.]+kB\n$/);
    expect((await docker('image ls')).out).toMatch(/^REPOSITORY +TAG +IMAGE ID +CREATED +SIZE\nboyacky\/web-app +latest +[0-9a-f]{12} +Less than a second ago +[\d.]+kB\n$/);
    expect((await docker('image history boyacky/web-app')).out).toMatch(/^IMAGE +CREATED +CREATED BY +SIZE +COMMENT\n[0-9a-f]{12} /);
    expect((await docker('image inspect --format {{.Config.Cmd}} boyacky/web-app')).out).toBe('[node server.js]\n');

    const run = await docker('container run -d -p 127.0.0.1::8080 -e FROM_HERE --label a=b boyacky/web-app');
    expect(run.out).toMatch(/^[0-9a-f]{64}\n$/);
    const id = run.out.slice(0, 12);
    expect(await engine.inspectContainer(id)).toMatchObject({ image: 'boyacky/web-app', labels: { a: 'b' } });
    expect((await docker('container ls')).out).toMatch(new RegExp(`^CONTAINER ID +IMAGE .*NAMES\n${id} +boyacky/web-app +"node server.js" +.* ago +Up .* +127\\.0\\.0\\.1:\\d+->8080/tcp +\\w+\n$`));
    await vi.waitFor(async () => expect((await docker(`logs ${id}`)).out).toContain('listening on 8080'), { timeout: 20_000 });
    expect((await docker(`exec ${id} printenv FROM_HERE`)).out).toBe('yes\n');
    expect((await docker(`exec -i ${id} sh`, { input: 'pwd\nls | cat\n' }))).toMatchObject({ out: '/app\n', err: expect.stringContaining('a real shell needs Docker'), exitCode: 2 });
    expect((await docker(`exec ${id} top`))).toMatchObject({ exitCode: 1, err: expect.stringContaining('"top" is not supported by the practice engine') });
    expect(await docker(`rm ${id}`)).toMatchObject({ exitCode: 1, err: expect.stringContaining('You cannot remove a running container') });
    expect(await docker(`stop -t 1 ${id}`)).toMatchObject({ exitCode: 0, out: `${id}\n` });
    expect((await docker('ps')).out.split('\n')).toHaveLength(2);
    expect((await docker('ps -a')).out).toContain('Exited (');
    expect((await docker(`logs --tail 1 ${id}`)).out).toBe('stopping\n');
    expect(await docker(`rm ${id} nobody`)).toEqual({ exitCode: 1, out: `${id}\n`, err: 'Error response from daemon: No such container: nobody\n' });
    expect((await docker('image rm boyacky/web-app')).out).toMatch(/^Untagged: boyacky\/web-app:latest\nDeleted: sha256:[0-9a-f]{64}\n$/);
  });

  it('builds a Dockerfile of standard input without anything beside it', async () => {
    const { docker, engine } = await makeDocker();
    await docker('build -q -t base .');
    const built = await docker('image build -t other -', { input: 'FROM base\nLABEL boyacky-lab.try="other content"\nCOPY . /all\n' });
    expect(built).toMatchObject({ exitCode: 0, err: '' });
    expect((await engine.inspectImage('other'))?.config.labels).toEqual({ 'boyacky-lab.try': 'other content' });
    expect((await docker('run --rm other --version', { words: ['run', '--rm', '--entrypoint', 'node', 'other', '--version'] })).out).toBe(`${process.version}\n`);
    expect(await engine.listContainers()).toEqual([]);
  });

  it('prunes what has lost its name', async () => {
    const { docker, engine, cwd } = await makeDocker();
    await docker('build -t web .');
    await writeApp(cwd, { 'more.txt': 'more' });
    await docker('build -t web .');
    expect((await docker('images --filter dangling=true')).out).toContain('<none>');
    expect((await docker('image prune', { input: 'n\n' })).out).toContain('Are you sure');
    expect(await engine.listImages()).toHaveLength(2);
    expect((await docker('image prune', { input: 'y\n' })).out).toContain('Total reclaimed space');
    expect(await engine.listImages()).toHaveLength(1);
  });

  it('refuses with the exit codes of docker', async () => {
    const { docker } = await makeDocker();
    expect(await docker('image inspect nope')).toEqual({ exitCode: 1, out: '[]\n', err: 'Error response from daemon: No such image: nope:latest\n' });
    expect(await docker('run -d nope')).toMatchObject({ exitCode: 125, err: expect.stringContaining("Unable to find image 'nope' locally") });
    expect(await docker('run -it nope')).toMatchObject({ exitCode: 125, err: expect.stringContaining('There is no terminal inside') });
    expect(await docker('login --username AWS --password-stdin 127.0.0.1:1', { input: '' })).toMatchObject({ exitCode: 1, err: 'Error: password is empty\n' });
    expect(await docker('login -u AWS -p secret 127.0.0.1:1')).toMatchObject({ exitCode: 125, err: expect.not.stringContaining('secret') });
    expect((await docker('buildx ls', { language: 'ja' })).err).toContain('docker buildx は練習用エンジンではできません');
    expect((await docker('--help')).out).toContain('container run, run');
  });
});
