import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCliEngine } from '../../src/containers/cli/cli-engine.js';
import { asUserError } from '../../src/cli/render/outside-error.js';
import { makeTempDir, writeFiles } from './practice-app.js';

const digest = `sha256:${'a'.repeat(64)}`;
const ecr = '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com';

/** A command that notes what it was told, a line each, and answers with the script. */
async function engineThatNotes(program: 'podman' | 'docker' | 'nerdctl' | 'finch', answers = '') {
  const dir = await makeTempDir();
  const notes = join(dir, 'notes');
  await writeFiles(join(dir, 'bin'), { [program]: `#!/bin/sh\necho "$*" >>${notes}\n${answers}\n` });
  chmodSync(join(dir, 'bin', program), 0o755);
  const engine = createCliEngine({ program, env: { PATH: `${join(dir, 'bin')}:/usr/bin:/bin` } });
  return { engine, told: () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []) };
}

/** What `podman image push --digestfile FILE` does, and what a network says of itself. */
const podmanAnswers = `
while [ $# -gt 0 ]; do [ "$1" = --digestfile ] && printf %s '${digest}' >"$2"; [ "$1" = network ] && echo '10.88.0.1 10.88.0.0/16'; shift; done`;

describe('podman', () => {
  it('is told to speak plain HTTP with a registry on this machine, and with no other', async () => {
    const { engine, told } = await engineThatNotes('podman', podmanAnswers);
    for (const registry of ['127.0.0.1:4566', 'localhost:4566', ecr]) {
      await engine.login({ registry, username: 'AWS', password: 'p' });
      await engine.pull(`${registry}/boyacky/web-app:1.0`);
      expect(await engine.push(`${registry}/boyacky/web-app:1.0`)).toEqual({ digest });
    }
    await engine.pull('localhost.example.com/a:1');
    for (const line of told()) expect(line.includes('--tls-verify=false'), line).toBe(/ (?:127\.0\.0\.1|localhost):4566/.test(line));
    expect(told()).toHaveLength(10);
  });

  it('finds the file of its logins from the first pull on, and keeps what is in it', async () => {
    const dir = await makeTempDir();
    await writeFiles(join(dir, 'bin'), { podman: `#!/bin/sh\n[ -e "$REGISTRY_AUTH_FILE" ] || { echo "Error: stat $REGISTRY_AUTH_FILE: no such file or directory" >&2; exit 125; }\n` });
    chmodSync(join(dir, 'bin', 'podman'), 0o755);
    const configDir = join(dir, 'logins');
    const engine = createCliEngine({ program: 'podman', configDir, env: { PATH: `${join(dir, 'bin')}:/usr/bin:/bin` } });
    await engine.pull('127.0.0.1:4566/a:1');
    expect(readFileSync(join(configDir, 'auth.json'), 'utf8')).toBe('{}');
    await writeFiles(configDir, { 'auth.json': '{"auths":{"a":{}}}' });
    await engine.pull('127.0.0.1:4566/a:1');
    expect(readFileSync(join(configDir, 'auth.json'), 'utf8')).toBe('{"auths":{"a":{}}}');
  });

  it('is given the address of its bridge for host-gateway, a word that it learned late', async () => {
    const { engine, told } = await engineThatNotes('podman', podmanAnswers);
    await engine.run({ image: 'boyacky/web-app', addHosts: { 'host.docker.internal': 'host-gateway' } });
    expect(told().at(-1)).toContain('--add-host host.docker.internal:10.88.0.1');
  });

  it('is never told to force an image away: that would take its containers, too', async () => {
    const inspected = `[ "$2" = inspect ] && [ ! -e "$0.gone" ] && echo '[{"Id":"${'b'.repeat(64)}","RepoTags":[],"RepoDigests":["127.0.0.1:4566/a@${digest}"]}]' && exit 0
case "$3" in *@*) : >"$0.gone" ;; esac; [ "$2" = inspect ] && { echo "Error: image not known" >&2; exit 125; }; exit 0`;
    const { engine, told } = await engineThatNotes('podman', inspected);
    await engine.removeImage('127.0.0.1:4566/a:1.0', { force: true });
    expect(told().filter((line) => line.startsWith('image rm'))).toEqual(['image rm 127.0.0.1:4566/a:1.0', `image rm 127.0.0.1:4566/a@${digest}`]);
  });

  it('lets a name go that a container still needs the layers of', async () => {
    const inUse = `[ "$2" = inspect ] && echo '[{"Id":"${'b'.repeat(64)}","RepoTags":["localhost/other:1"]}]' && exit 0
[ "$2" = rm ] && { echo 'Error: image used by 0a1b: image is in use by a container: consider listing external containers and force-removing image' >&2; exit 2; }; exit 0`;
    const { engine, told } = await engineThatNotes('podman', inUse);
    await engine.removeImage('boyacky/web-app', { force: true });
    expect(told()).toContain('image untag boyacky/web-app');
    await expect(engine.removeImage('boyacky/web-app')).rejects.toThrow('in use');
  });
});

describe('a registry that speaks plain HTTP', () => {
  it('is told as that, with the option that it takes, not as a sandbox that has stopped', async () => {
    const { engine } = await engineThatNotes('podman', `echo 'Error: initializing source docker://127.0.0.1:4566/a:1: pinging container registry 127.0.0.1:4566: Get "https://127.0.0.1:4566/v2/": http: server gave HTTP response to HTTPS client' >&2; exit 125`);
    const error = await engine.pull('127.0.0.1:4566/a:1').catch((refusal: unknown) => refusal);
    const told = asUserError(error);
    expect(told).toMatchObject({ code: 'plain-http' });
    for (const language of ['ja', 'en'] as const) {
      expect(told?.in(language).next).toContain('podman push --tls-verify=false');
      expect(told?.in(language).why).not.toMatch(/stopped|止ま/);
    }
  });
});

describe('the others', () => {
  it.each(['docker', 'finch', 'nerdctl'] as const)('speak it by themselves (%s)', async (program) => {
    const { engine, told } = await engineThatNotes(program, `echo 'latest: digest: ${digest} size: 1'`);
    await engine.login({ registry: '127.0.0.1:4566', username: 'AWS', password: 'p' });
    await engine.pull('127.0.0.1:4566/a:1');
    expect(told().join('\n')).not.toMatch(/tls|insecure/);
    expect(engine.plainHttpOptions).toEqual([]);
  });
});
