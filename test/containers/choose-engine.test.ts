import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseEngine } from '../../src/containers/choose-engine.js';
import type { SilentEngine } from '../../src/containers/look-for-engines.js';
import { wordsIn } from '../../src/shared/words.js';
import { makeTempDir, writeFiles } from './practice-app.js';

/** A PATH on which only these commands are, each a script of the shell. */
async function machineWith(commands: Readonly<Record<string, string>>) {
  const dir = await makeTempDir();
  await writeFiles(join(dir, 'bin'), Object.fromEntries(Object.entries(commands).map(([name, script]) => [name, `#!/bin/sh\n${script}\n`])));
  for (const name of Object.keys(commands)) await chmod(join(dir, 'bin', name), 0o755);
  return { env: { PATH: join(dir, 'bin') }, practiceDir: join(dir, 'practice') };
}

const DEAD = 'echo \'{"Client":{"Version":"28.2.2"},"Server":null}\'; echo "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?" >&2; exit 1';
const ALIVE = 'echo \'{"Client":{"Version":"29.0.0"},"Server":{"Version":"28.2.2","Arch":"arm64"}}\'';
const PODMAN = 'echo \'{"host":{"arch":"amd64"},"version":{"Version":"5.4.0"}}\'';
const NERDCTL = 'echo \'{"ServerVersion":"2.1.0","Architecture":"x86_64"}\'';

describe('auto', () => {
  it.each([
    [{ docker: ALIVE, podman: PODMAN }, 'docker', { version: '28.2.2', architecture: 'arm64' }],
    [{ docker: DEAD, podman: PODMAN }, 'podman', { version: '5.4.0', architecture: 'amd64' }],
    [{ docker: DEAD, nerdctl: NERDCTL }, 'nerdctl', { version: '2.1.0', architecture: 'amd64' }],
    [{ docker: DEAD }, 'practice', { version: `node ${process.versions.node}` }],
    [{}, 'practice', {}],
  ])('takes the first that answers of %j', async (commands, name, status) => {
    const engine = await chooseEngine({ choice: 'auto', ...(await machineWith(commands)) });
    expect(engine.name).toBe(name);
    expect(engine.isolation).toBe(name === 'practice' ? 'process' : 'container');
    expect(await engine.status()).toMatchObject({ available: true, ...status });
  });
});

const STUB = "printf '\\nThe command '\"'docker'\"' could not be found in this WSL 2 distro.\\nWe recommend to activate the WSL integration in Docker Desktop settings.\\n'; exit 1";
const OLD = 'echo "Error response from daemon: client version 1.43 is too old. Minimum supported API version is 1.44, please upgrade your client to a newer version" >&2; exit 1';
const inContext = (name: string, host: string) => `if [ "$1" = context ]; then echo '${name} ${host}'; exit 0; fi; ${DEAD}`;

it.each([
  ['docker', `echo '{"Server":{"Version":"28.2.2","Arch":"amd64","Components":[{"Name":"Engine"},{"Name":"rootlesskit"}]}}'`, true],
  ['docker', ALIVE, undefined],
  ['podman', `echo '{"host":{"arch":"amd64","security":{"rootless":true}},"version":{"Version":"5.4.0"}}'`, true],
  ['podman', `echo '{"host":{"arch":"amd64","security":{"rootless":false}},"version":{"Version":"5.4.0"}}'`, undefined],
  ['nerdctl', `echo '{"ServerVersion":"2.1.0","Architecture":"x86_64","SecurityOptions":["name=seccomp,profile=builtin","name=rootless"]}'`, true],
] as const)('%s says by its parts whether it is rootless: %s', async (name, script, rootless) => {
  const engine = await chooseEngine({ choice: name, ...(await machineWith({ [name]: script })) });
  expect(await engine.status()).toMatchObject({ available: true, ...(rootless === undefined ? {} : { rootless }) });
  expect((await engine.status()).rootless).toBe(rootless);
});

describe('an engine that is here and silent', () => {
  it.each([
    ['no daemon, by its context', inContext('colima', 'unix:///home/me/.colima/default/docker.sock'), { reason: /^Cannot connect/, code: 'daemon-unreachable', hint: /^colima start$/ }],
    ['no daemon on another machine', inContext('build', 'ssh://me@build'), { reason: /^Cannot connect/, code: 'daemon-unreachable', hint: /docker context use default$/ }],
    ['the stub of WSL', STUB, { reason: /^The command 'docker' could not be found in this WSL 2 distro\.$/, code: 'wsl-integration', hint: /WSL integration/ }],
    ['an old client', OLD, { reason: /client version 1\.43 is too old/, code: 'client-version', hint: /docker version$/ }],
  ])('is told before practice takes its place, and refused by name: %s', async (_, docker, { reason, code, hint }) => {
    const silent: SilentEngine[] = [];
    const machine = await machineWith({ docker });
    expect((await chooseEngine({ choice: 'auto', ...machine, onSilent: (each) => silent.push(each) })).name).toBe('practice');
    expect(silent).toMatchObject([{ name: 'docker', reason: expect.stringMatching(reason) as string, code }]);
    for (const language of ['ja', 'en'] as const) expect(wordsIn(language, silent[0]?.hint ?? '')).toMatch(hint);
    await expect(chooseEngine({ choice: 'docker', ...machine })).rejects.toMatchObject({ code, message: expect.stringMatching(reason) as string, details: { hint: silent[0]?.hint } });
  });

  it('is not told where its command is not here, or where it answers', async () => {
    const silent: SilentEngine[] = [];
    await chooseEngine({ choice: 'auto', ...(await machineWith({})), onSilent: (each) => silent.push(each) });
    await chooseEngine({ choice: 'auto', ...(await machineWith({ docker: ALIVE, podman: DEAD })), onSilent: (each) => silent.push(each) });
    expect(silent).toEqual([]);
  });
});

describe('an engine by its name', () => {
  it('is taken when it answers, and practice always does', async () => {
    expect((await chooseEngine({ choice: 'docker', ...(await machineWith({ docker: ALIVE })) })).name).toBe('docker');
    expect((await chooseEngine({ choice: 'practice', ...(await machineWith({ docker: ALIVE })) })).name).toBe('practice');
  });

  it('that is not there is refused, with what to type', async () => {
    await expect(chooseEngine({ choice: 'docker', ...(await machineWith({})) })).rejects.toMatchObject({ code: 'cli-missing', message: 'docker: command not found', details: { hint: { en: expect.stringContaining('--engine practice') as string } } });
    await expect(chooseEngine({ choice: 'docker', ...(await machineWith({ docker: DEAD })) })).rejects.toMatchObject({
      code: 'daemon-unreachable',
      message: expect.stringContaining('Cannot connect to the Docker daemon') as string,
      details: { hint: expect.stringMatching(/docker/i) as string },
    });
  });
});
