import { describe, expect, it } from 'vitest';
import { placeOfDaemon, type DaemonFacts } from '../../src/containers/daemon-place.js';
import type { EngineName } from '../../src/containers/engine.js';
import { installHint } from '../../src/containers/install-hint.js';
import { startHint } from '../../src/containers/start-hint.js';
import { wordsIn } from '../../src/shared/words.js';

const linux: DaemonFacts = { platform: 'linux', wsl: false, systemd: true, contextFromEnvironment: false, context: { name: 'default', host: 'unix:///var/run/docker.sock' } };
const mac: DaemonFacts = { ...linux, platform: 'darwin', systemd: false };
const windows: DaemonFacts = { ...linux, platform: 'win32', systemd: false, context: { name: 'default', host: 'npipe:////./pipe/docker_engine' } };
const inContext = (name: string, host: string, facts = linux): DaemonFacts => ({ ...facts, context: { name, host } });
const down = 'Cannot connect to the Docker daemon. Is the docker daemon running?';
const noRights = 'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock';
const broken = 'request returned 500 Internal Server Error for API route and version http://x/v1.47/info, check if the server supports the requested API version';

describe('where the daemon of docker is', () => {
  it.each<[string, DaemonFacts, object]>([
    ['a service of this machine', linux, { kind: 'system' }],
    ['nothing known of a context', { ...linux, context: undefined }, { kind: 'system' }],
    ['the same socket by its other name', { ...linux, dockerHost: 'unix:///run/docker.sock' }, { kind: 'system' }],
    ['rootless, by its context', inContext('rootless', 'unix:///run/user/1000/docker.sock'), { kind: 'rootless' }],
    ['rootless, by DOCKER_HOST', { ...linux, dockerHost: 'unix:///run/user/1000/docker.sock' }, { kind: 'rootless' }],
    ['Docker Desktop on Linux', inContext('desktop-linux', 'unix:///home/me/.docker/desktop/docker.sock'), { kind: 'desktop' }],
    ['Docker Desktop on a Mac', inContext('desktop-linux', 'unix:///Users/me/.docker/run/docker.sock', mac), { kind: 'desktop' }],
    ['a Mac, by the usual socket', mac, { kind: 'desktop' }],
    ['Windows', windows, { kind: 'desktop' }],
    ['Windows, by its context', inContext('desktop-linux', 'npipe:////./pipe/dockerDesktopLinuxEngine', windows), { kind: 'desktop' }],
    ['WSL', { ...linux, wsl: true }, { kind: 'wsl' }],
    ['colima', inContext('colima', 'unix:///Users/me/.colima/default/docker.sock', mac), { kind: 'colima', instance: 'default' }],
    ['colima, another one', inContext('colima-work', 'unix:///Users/me/.config/colima/work/docker.sock', mac), { kind: 'colima', instance: 'work' }],
    ['OrbStack', inContext('orbstack', 'unix:///Users/me/.orbstack/run/docker.sock', mac), { kind: 'orbstack' }],
    ['Rancher Desktop', inContext('rancher-desktop', 'unix:///Users/me/.rd/docker.sock', mac), { kind: 'rancher' }],
    ['Lima', inContext('lima-docker', 'unix:///Users/me/.lima/docker/sock/docker.sock', mac), { kind: 'lima', instance: 'docker' }],
    ['podman in docker’s place', { ...linux, dockerHost: 'unix:///run/user/1000/podman/podman.sock' }, { kind: 'podman', root: false }],
    ['another machine, by a context', inContext('build', 'ssh://me@build'), { kind: 'elsewhere', by: 'context', context: 'build' }],
    ['another machine, by DOCKER_CONTEXT', { ...inContext('build', 'ssh://me@build'), contextFromEnvironment: true }, { kind: 'elsewhere', by: 'DOCKER_CONTEXT' }],
    ['another machine, by DOCKER_HOST, whatever the context', { ...inContext('rootless', 'unix:///run/user/1000/docker.sock'), dockerHost: 'tcp://docker:2375' }, { kind: 'elsewhere', by: 'DOCKER_HOST', host: 'tcp://docker:2375' }],
    ['another machine, from WSL', { ...linux, wsl: true, dockerHost: 'tcp://10.0.0.2:2375' }, { kind: 'elsewhere', by: 'DOCKER_HOST' }],
  ])('%s', (_, facts, place) => {
    expect(placeOfDaemon(facts)).toMatchObject(place);
  });
});

describe('what to type when a daemon does not answer', () => {
  it.each<[string, EngineName, string, DaemonFacts, RegExp]>([
    ['a service', 'docker', down, linux, /^sudo systemctl start docker$/],
    ['a service without systemd', 'docker', down, { ...linux, systemd: false }, /^sudo service docker start$/],
    ['rootless', 'docker', down, inContext('rootless', 'unix:///run/user/1000/docker.sock'), /^systemctl --user start docker$/],
    ['Docker Desktop on Linux', 'docker', down, inContext('desktop-linux', 'unix:///home/me/.docker/desktop/docker.sock'), /Docker Desktop.*systemctl --user start docker-desktop$/],
    ['a Mac', 'docker', down, mac, /open -a Docker/],
    ['Windows', 'docker', down, windows, /Docker Desktop/],
    ['WSL', 'docker', down, { ...linux, wsl: true }, /Windows.*Docker Desktop.*WSL integration.*sudo service docker start$/],
    ['colima', 'docker', down, inContext('colima', 'unix:///home/me/.colima/default/docker.sock'), /^colima start$/],
    ['another colima', 'docker', down, inContext('colima-work', 'unix:///home/me/.colima/work/docker.sock'), /^colima start work$/],
    ['OrbStack', 'docker', down, inContext('orbstack', 'unix:///Users/me/.orbstack/run/docker.sock', mac), /^orb start$/],
    ['a context that leads elsewhere', 'docker', down, inContext('build', 'ssh://me@build'), /build.*ssh:\/\/me@build.*docker context use default$/],
    ['DOCKER_HOST', 'docker', down, { ...linux, dockerHost: 'tcp://docker:2375' }, /DOCKER_HOST.*tcp:\/\/docker:2375.*unset DOCKER_HOST$/],
    ['ssh that refuses', 'docker', 'stderr=me@build: Permission denied (publickey)', { ...linux, dockerHost: 'ssh://me@build' }, /unset DOCKER_HOST$/],
    ['no rights', 'docker', noRights, linux, /usermod -aG docker/],
    ['no rights in WSL', 'docker', noRights, { ...linux, wsl: true }, /usermod -aG docker/],
    ['the stub of WSL', 'docker', "The command 'docker' could not be found in this WSL 2 distro.", { ...linux, wsl: true }, /WSL integration.*docker info$/],
    ['an old client', 'docker', 'client version 1.43 is too old.', linux, /docker version$/],
    ['500 of Docker Desktop', 'docker', broken, mac, /Docker Desktop.*docker info$/],
    ['500 of a service', 'docker', broken, linux, /^sudo systemctl restart docker$/],
    ['podman', 'podman', 'permission denied', linux, /^podman info$/],
    ['a machine of podman', 'podman', down, mac, /^podman machine start$/],
    ['containerd', 'nerdctl', down, linux, /^sudo systemctl start containerd$/],
    ['containerd without root', 'nerdctl', 'rootless containerd not running? (hint: use `containerd-rootless-setuptool.sh install` to start rootless containerd)', linux, /^containerd-rootless-setuptool\.sh install$/],
  ])('%s', (_, name, reason, facts, expected) => {
    for (const language of ['ja', 'en'] as const) {
      const hint = wordsIn(language, startHint(name, reason, facts));
      expect(hint).toMatch(expected);
      // A system service is root's only on Linux itself.
      if (name === 'docker' && placeOfDaemon(facts).kind !== 'system') expect(hint).not.toContain('sudo systemctl');
    }
  });
});

it('in WSL docker may be installed on the other side', () => {
  for (const language of ['ja', 'en'] as const) expect(wordsIn(language, installHint('docker', { platform: 'linux', wsl: true }))).toMatch(/Docker Desktop.*WSL integration/);
});
