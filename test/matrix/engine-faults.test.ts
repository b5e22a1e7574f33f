import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { asUserError } from '../../src/cli/render/outside-error.js';
import { createCliEngine } from '../../src/containers/cli/cli-engine.js';
import type { commandLine } from '../../src/containers/cli/command-line.js';
import { EngineError, type ContainerEngine, type EngineErrorCode } from '../../src/containers/engine.js';
import { ExitCode } from '../../src/shared/user-error.js';
import { explainFailure } from '../../src/workshop/explain-failure.js';
import { makeTempDir } from '../support/temp-dir.js';
import { reportCount } from './report-count.js';

const password = 'a-password-that-nobody-may-see';
const registry = '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com';
const reference = `${registry}/boyacky/web-app:1.0`;

/** Everything that is asked of an engine, by the name of its command line, with what is typed for it. */
const operations: Readonly<Record<keyof typeof commandLine, readonly [typed: string, ask: (engine: ContainerEngine) => Promise<unknown>]>> = {
  build: ['image build', (engine) => engine.build({ contextDir: '/nowhere', tags: ['boyacky/web-app'] })],
  inspectImages: ['image inspect', (engine) => engine.inspectImage('boyacky/web-app')],
  listImageIds: ['image ls', (engine) => engine.listImages({ label: 'a=b' })],
  history: ['image history', (engine) => engine.history('boyacky/web-app')],
  tag: ['image tag', (engine) => engine.tag('boyacky/web-app', reference)],
  removeImage: ['image rm', (engine) => engine.removeImage('boyacky/web-app', { force: true })],
  login: ['login', (engine) => engine.login({ registry, username: 'AWS', password })],
  tryLogin: ['login', (engine) => engine.isLoggedIn(registry)],
  logout: ['logout', (engine) => engine.logout(registry)],
  push: ['image push', (engine) => engine.push(reference)],
  pull: ['image pull', (engine) => engine.pull(reference)],
  run: ['container run', (engine) => engine.run({ image: 'boyacky/web-app', ports: [{ containerPort: 8080, hostPort: 8080 }] })],
  bridgeGateway: ['network inspect', (engine) => engine.hostGateway()],
  inspectContainers: ['container inspect', (engine) => engine.inspectContainer('boyacky')],
  listContainerIds: ['container ls', (engine) => engine.listContainers()],
  exec: ['container exec', (engine) => engine.exec('boyacky', ['true'])],
  stop: ['container stop', (engine) => engine.stop('boyacky', { graceSeconds: 0 })],
  removeContainer: ['container rm', (engine) => engine.removeContainer('boyacky', { force: true })],
  logs: ['container logs', (engine) => engine.logs('boyacky')],
  followLogs: ['container logs', (engine) => engine.followLogs('boyacky', () => undefined)],
  wait: ['container wait', (engine) => engine.wait('boyacky')],
};
type Operation = keyof typeof operations;

const all = Object.keys(operations) as Operation[];
const withRegistry: readonly Operation[] = ['build', 'push', 'pull', 'run', 'login', 'tryLogin'];
const writing: readonly Operation[] = ['build', 'pull', 'run', 'tag'];

interface Fault {
  readonly name: string;
  readonly code: EngineErrorCode;
  /** What the real engines print: docker 20.10 to 28, podman 4. */
  readonly says: string;
  readonly exitCode?: number;
  readonly at: readonly Operation[];
}

const hub = 'https://registry-1.docker.io/v2/';
const faults: readonly Fault[] = [
  { name: 'daemon down', code: 'daemon-unreachable', says: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?', at: all },
  { name: 'daemon down, in the words of 28', code: 'daemon-unreachable', says: 'failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory', at: all },
  { name: 'desktop not started', code: 'daemon-unreachable', says: 'error during connect: Get "http://%2F%2F.%2Fpipe%2FdockerDesktopLinuxEngine/v1.47/info": open //./pipe/dockerDesktopLinuxEngine: The system cannot find the file specified.', at: all },
  { name: 'podman machine down', code: 'daemon-unreachable', says: 'Cannot connect to Podman. Please verify your connection to the Linux system using `podman system connection list`, or try `podman machine init` and `podman machine start` to manage a new Linux VM', exitCode: 125, at: all },
  { name: 'not in the group docker', code: 'daemon-unreachable', says: 'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/containers/json": dial unix /var/run/docker.sock: connect: permission denied', at: all },
  { name: 'disk full', code: 'disk-full', says: 'Error response from daemon: write /var/lib/docker/tmp/GetImageBlob1: no space left on device', at: writing },
  { name: 'disk full in a build', code: 'disk-full', says: 'ERROR: failed to solve: failed to copy files: copy file range failed: no space left on device', at: ['build'] },
  { name: 'quota of the disk', code: 'disk-full', says: 'Error: writing blob: storing blob to file "/var/tmp/storage1/1": write /var/tmp/storage1/1: disk quota exceeded', exitCode: 125, at: writing },
  { name: 'port taken', code: 'port-allocated', says: 'docker: Error response from daemon: driver failed programming external connectivity on endpoint boyacky (0a1b): Bind for 0.0.0.0:8080 failed: port is already allocated.', exitCode: 125, at: ['run'] },
  { name: 'port taken, on a desktop', code: 'port-allocated', says: 'docker: Error response from daemon: Ports are not available: exposing port TCP 0.0.0.0:8080 -> 0.0.0.0:0: listen tcp 0.0.0.0:8080: bind: address already in use.', exitCode: 125, at: ['run'] },
  { name: 'no network', code: 'no-network', says: `Error response from daemon: Get "${hub}": dial tcp: lookup registry-1.docker.io on 10.0.2.3:53: no such host`, at: withRegistry },
  { name: 'no answer from the network', code: 'no-network', says: `Error response from daemon: Get "${hub}": dial tcp 3.2.1.0:443: i/o timeout`, at: withRegistry },
  { name: 'no answer in time', code: 'no-network', says: `Error response from daemon: Get "${hub}": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`, at: withRegistry },
  { name: 'a resolver that fails', code: 'no-network', says: `Error response from daemon: Get "${hub}": dial tcp: lookup registry-1.docker.io: Temporary failure in name resolution`, at: withRegistry },
  { name: 'proxy down', code: 'proxy', says: `Error response from daemon: Get "${hub}": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused`, at: withRegistry },
  { name: 'a proxy with a certificate of its own', code: 'certificate', says: `Error response from daemon: Get "${hub}": x509: certificate signed by unknown authority`, at: withRegistry },
  { name: 'a proxy that wants a name', code: 'proxy', says: `Error response from daemon: Get "${hub}": Proxy Authentication Required`, at: withRegistry },
  { name: 'registry down', code: 'registry-unreachable', says: 'Error response from daemon: Get "https://127.0.0.1:4566/v2/": dial tcp 127.0.0.1:4566: connect: connection refused', at: withRegistry },
  { name: 'connection cut', code: 'registry-unreachable', says: `Error response from daemon: Get "${hub}": read tcp 10.0.0.2:50000->3.2.1.0:443: read: connection reset by peer`, at: withRegistry },
  { name: 'not logged in', code: 'not-logged-in', says: 'no basic auth credentials', at: ['push', 'pull', 'run', 'build'] },
  { name: 'login over', code: 'token-expired', says: 'denied: Your authorization token has expired. Reauthenticate and try again.', at: ['push', 'pull', 'run', 'build'] },
  { name: 'not allowed', code: 'denied', says: 'denied: User: arn:aws:iam::123456789012:user/learner is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:ap-northeast-1:123456789012:repository/boyacky/web-app', at: ['push'] },
  { name: 'a wrong password', code: 'login-refused', says: `Error response from daemon: login attempt to https://${registry}/v2/ failed with status: 400 Bad Request: denied`, at: ['login'] },
  { name: 'no such repository', code: 'repository-not-found', says: "name unknown: The repository with name 'boyacky/web-app' does not exist in the registry with id '123456789012'", at: ['push', 'pull'] },
  { name: 'tag taken', code: 'tag-immutable', says: "tag invalid: The image tag '1.0' already exists in the 'boyacky/web-app' repository and cannot be overwritten because the tag is immutable.", at: ['push'] },
  { name: 'no such image', code: 'image-not-found', says: 'Error response from daemon: No such image: boyacky/web-app:latest', at: ['tag', 'history', 'push', 'run'] },
  { name: 'no such container', code: 'container-not-found', says: 'Error response from daemon: No such container: boyacky', at: ['exec', 'logs', 'followLogs', 'wait'] },
  { name: 'pulled too often', code: 'rate-limited', says: 'Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit', at: ['pull', 'run', 'build'] },
  { name: 'another CPU', code: 'wrong-architecture', says: 'Error response from daemon: no matching manifest for linux/arm64/v8 in the manifest list entries', at: ['pull', 'run', 'build'] },
  { name: 'an image of another CPU', code: 'wrong-architecture', says: 'docker: Error response from daemon: image with reference boyacky/web-app was found but does not provide the specified platform (linux/arm64).', exitCode: 125, at: ['run'] },
  { name: 'a build that was killed', code: 'out-of-memory', says: "The command '/bin/sh -c npm ci' returned a non-zero code: 137", exitCode: 137, at: ['build'] },
  { name: 'no memory', code: 'out-of-memory', says: 'docker: Error response from daemon: failed to create shim task: OCI runtime create failed: fork/exec /proc/self/exe: cannot allocate memory: unknown.', exitCode: 125, at: ['run'] },
  { name: 'a build that fails', code: 'build-failed', says: 'ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1', at: ['build'] },
  { name: 'a Dockerfile that is none', code: 'dockerfile', says: 'ERROR: failed to build: failed to solve: dockerfile parse error on line 2: unknown instruction: RUNN', at: ['build'] },
  { name: 'an image that is not for you', code: 'denied', says: "Error response from daemon: pull access denied for boyacky/web-app, repository does not exist or may require 'docker login': denied: requested access to the resource is denied", at: ['pull', 'run', 'build'] },
  { name: 'a pull that is not allowed', code: 'denied', says: 'Error response from daemon: pull access denied for boyacky/web-app, repository does not exist: denied: User: arn:aws:iam::123456789012:user/learner is not authorized to perform: ecr:BatchGetImage on resource: x', at: ['pull', 'run', 'build'] },
  { name: 'a program of another CPU', code: 'wrong-architecture', says: 'exec /usr/local/bin/node: exec format error', at: ['run', 'build'] },
  { name: 'an image of another CPU, in the words of BuildKit', code: 'wrong-architecture', says: 'ERROR: failed to solve: node:24-alpine: no match for platform in manifest: not found', at: ['build'] },
  { name: 'a build that was killed, in the words of BuildKit', code: 'out-of-memory', says: 'ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: signal: killed', at: ['build'] },
  { name: 'a file that may not be read', code: 'context-unreadable', says: 'ERROR: failed to solve: error from sender: open /home/learner/boyacky/secret: permission denied', at: ['build'] },
  { name: 'a file that may not be read, without BuildKit', code: 'context-unreadable', says: "error checking context: no permission to read from '/home/learner/boyacky/secret'", at: ['build'] },
  { name: 'a program that may not be run', code: 'failed', says: 'docker: Error response from daemon: failed to create task: exec: "/app/start": permission denied', exitCode: 126, at: ['run'] },
  { name: 'BuildKit missing', code: 'builder-missing', says: 'ERROR: BuildKit is enabled but the buildx component is missing or broken.', at: ['build'] },
  { name: 'docker of Windows, not connected to WSL', code: 'wsl-integration', says: "The command 'docker' could not be found in this WSL 2 distro.", at: all },
  { name: 'a command that is too old', code: 'client-version', says: 'Error response from daemon: client version 1.43 is too old. Minimum supported API version is 1.44, please upgrade your client to a newer version', at: all },
  { name: 'a credential helper that is not there', code: 'credential-helper', says: 'error getting credentials - err: exec: "docker-credential-desktop.exe": executable file not found in $PATH, out: ``', at: withRegistry },
  { name: 'a wrong clock', code: 'clock-skew', says: `Error response from daemon: Get "${hub}": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-27T00:00:00Z is before 2026-12-01T00:00:00Z`, at: withRegistry },
  { name: 'no IPv6', code: 'no-ipv6', says: `Error response from daemon: Get "${hub}": dial tcp [2600:1f18::1]:443: connect: cannot assign requested address`, at: withRegistry },
  { name: 'a name that is taken', code: 'name-in-use', says: 'docker: Error response from daemon: Conflict. The container name "/web" is already in use by container "3fa1".', exitCode: 125, at: ['run'] },
  { name: 'an image that is used', code: 'image-in-use', says: 'Error response from daemon: conflict: unable to delete 12ab (cannot be forced) - image is being used by running container 3fa1', at: ['removeImage'] },
  { name: 'a base image that is not there', code: 'base-image-not-found', says: 'ERROR: failed to solve: node:24-apline: failed to resolve source metadata for docker.io/library/node:24-apline: docker.io/library/node:24-apline: not found', at: ['build'] },
  { name: 'a name in capitals', code: 'bad-reference', says: 'docker: invalid reference format: repository name (library/Boyacky) must be lowercase', exitCode: 125, at: ['build', 'tag', 'run', 'push', 'pull'] },
  { name: 'words nobody has seen', code: 'failed', says: 'Error response from daemon: something that nobody has seen', at: all },
  { name: 'no words at all', code: 'failed', says: '', at: all },
];

/** The learner's side has to be put in order first. */
const ofTheMachine: readonly EngineErrorCode[] = ['cli-missing', 'daemon-unreachable', 'disk-full', 'no-network', 'proxy', 'port-allocated', 'out-of-memory', 'builder-missing', 'wsl-integration', 'client-version', 'credential-helper', 'certificate', 'clock-skew', 'no-ipv6'];

/** A `docker` that fails at one command, and is well at all others: its answers are those of the real one, shortened. */
function installDocker(options: { readonly patienceMs?: number; readonly configDir?: string } = {}) {
  const dir = makeTempDir();
  const file = (name: string) => join(dir, name);
  writeFileSync(file('image.json'), JSON.stringify([{ Id: `sha256:${'a'.repeat(64)}`, RepoTags: ['boyacky/web-app:latest', reference], RepoDigests: [], Size: 1, Created: '2026-11-27T00:00:00Z', Os: 'linux', Architecture: 'amd64', RootFS: { Layers: [] }, Config: {} }]));
  writeFileSync(file('container.json'), JSON.stringify([{ Id: 'b'.repeat(64), Name: '/boyacky', Image: `sha256:${'a'.repeat(64)}`, Created: '2026-11-27T00:00:00Z', State: { Status: 'running', ExitCode: 0 }, Config: { Image: 'boyacky/web-app', Labels: {} }, HostConfig: {}, NetworkSettings: { Ports: {} } }]));
  writeFileSync(
    file('docker'),
    `#!/bin/sh
printf '%s\\n' "$*" >> '${file('typed')}'
read -r fault < '${file('fault')}'
if [ -e '${file('hang-all')}' ]; then exec sleep 600; fi
case "$1 $2" in "$fault"|"$fault "*) if [ -e '${file('kill')}' ]; then kill -9 $$; fi; if [ -e '${file('hang')}' ]; then exec sleep 600; fi; if [ -e '${file('slow')}' ]; then sleep 5; echo 0; exit 0; fi; cat '${file('says')}' >&2; exit "$(cat '${file('exit')}')";; esac
if [ "$1" = login ]; then cat > /dev/null; fi
case "$1 $2" in
  'image inspect') cat '${file(`image.json`)}';;
  'container inspect') cat '${file(`container.json`)}';;
  'image ls'|'container ls') echo ${'a'.repeat(64)};;
  'image push') echo '1.0: digest: sha256:${'c'.repeat(64)} size: 1';;
  'network inspect') echo '172.17.0.1 172.17.0.0/16';;
  version*) if [ -e '${file('down')}' ]; then echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >&2; exit 1; fi; echo '{"Client":{"Version":"28.0.0"},"Server":{"Version":"28.0.0","Os":"linux","Arch":"amd64"}}';;
  *) echo 0;;
esac
`,
  );
  chmodSync(file('docker'), 0o700);
  const engine = createCliEngine({ program: 'docker', env: { PATH: `${dir}:/usr/bin:/bin` }, ...options });
  const set = (name: string, content: string) => writeFileSync(file(name), content);
  set('fault', 'nothing\n');
  return { engine, set, typed: () => (existsSync(file('typed')) ? readFileSync(file('typed'), 'utf8') : '') };
}

let judged = 0;
/** What no words go with: no program, killed, hanging, no JSON. */
const speechless = 4;
afterAll(() => reportCount(`engine fault matrix: ${all.length} operations, ${faults.length + speechless} faults, ${judged} answers judged`));

/** What a person gets to see of it, at the end of a command and as the verdict of a step. */
function judge(error: unknown, code: EngineErrorCode, what: string): void {
  judged += 1;
  const user = asUserError(error);
  expect(user?.code, what).toBe(code);
  const verdict = explainFailure(error);
  if (verdict?.verdict !== 'cannot-tell') throw new Error(`${what}: the verdict is ${verdict?.verdict}`);
  for (const language of ['ja', 'en'] as const) {
    const { message = '', why = '', next = '' } = user?.in(language) ?? {};
    for (const text of [message, why, next, verdict.why[language], verdict.fix[language]]) {
      expect(text.trim(), what).not.toBe('');
      expect(text, what).not.toMatch(/\n\s+at |undefined|\[object/);
      expect(text, what).not.toContain(password);
    }
    expect(why, what).toMatch(language === 'ja' ? /[ぁ-んァ-ン一-龠]/ : /^[^ぁ-んァ-ン一-龠]+$/);
    // Something to type, or to set right by hand.
    expect(next, what).toMatch(/\b(docker|sudo|podman|aws|boyacky-lab|cat|ls|-p)\b/);
  }
  expect(user?.exitCode, what).toBe(ofTheMachine.includes(code) ? ExitCode.environment : ExitCode.refused);
}

async function answerOf(operation: Operation, engine: ContainerEngine): Promise<unknown> {
  return await operations[operation][1](engine).then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
}

describe('an engine that refuses', { timeout: 120_000 }, () => {
  it('is well without a fault: every question is answered', async () => {
    const { engine } = installDocker();
    for (const operation of all) expect(await answerOf(operation, engine), operation).toHaveProperty('value');
  });

  it('says what it refuses, in both languages, with what to type and the right exit code, at every operation where it can', async () => {
    const { engine, set, typed } = installDocker();
    for (const { says, exitCode = 1, code, at, name } of faults) {
      for (const operation of at) {
        set('fault', `${operations[operation][0]}\n`);
        set('says', says);
        set('exit', String(exitCode));
        const error = await answerOf(operation, engine);
        // What a program in a container says with its exit code is its own affair, as long as the engine says nothing.
        if (operation === 'exec' && says === '') {
          expect(error, name).toMatchObject({ value: { exitCode } });
          continue;
        }
        // Whatever it says: it was asked to log in, and was not let in.
        if (operation === 'tryLogin' && code === 'failed') {
          expect(error, name).toEqual({ value: false });
          continue;
        }
        judge(error, code, `${name} at ${operation}`);
      }
    }
    expect(typed()).not.toContain(password);
    expect(judged).toBeGreaterThan(200);
  });

  it.each(all)('%s: no such program, and one that is killed', async (operation) => {
    const missing = createCliEngine({ program: 'docker', env: { PATH: makeTempDir() } });
    judge(await answerOf(operation, missing), 'cli-missing', 'no docker');
    const { engine, set } = installDocker();
    set('fault', `${operations[operation][0]}\n`);
    set('kill', '');
    judge(await answerOf(operation, engine), 'failed', 'killed');
  });

  it.each(all.filter((operation) => !['build', 'push', 'pull', 'run', 'exec', 'wait', 'followLogs'].includes(operation)))('%s ends when the daemon hangs', async (operation) => {
    const { engine, set } = installDocker({ patienceMs: 500 });
    set('fault', `${operations[operation][0]}\n`);
    set('hang', '');
    judge(await answerOf(operation, engine), 'daemon-unreachable', 'hangs');
  });

  it.each(['build', 'push', 'pull', 'run', 'exec', 'wait', 'followLogs'] as const)('%s, which may take long, ends when the daemon does not answer any more', async (operation) => {
    const { engine, set } = installDocker({ patienceMs: 500 });
    set('hang-all', '');
    judge(await answerOf(operation, engine), 'daemon-unreachable', 'hangs');
  });

  it('lets what takes long go on as long as the daemon answers', async () => {
    const { engine, set } = installDocker({ patienceMs: 2000 });
    set('fault', 'container wait\n');
    set('slow', '');
    expect(await answerOf('wait', engine)).toEqual({ value: { exitCode: 0 } });
  });

  it.each(['inspectContainers', 'inspectImages', 'exec', 'followLogs', 'push'] as const)('%s: words that say nothing are not the last word when the daemon has gone', async (operation) => {
    const { engine, set } = installDocker();
    set('fault', `${operations[operation][0]}\n`);
    set('says', 'Error response from daemon: unexpected EOF');
    set('exit', '1');
    set('down', '');
    judge(await answerOf(operation, engine), 'daemon-unreachable', 'gone');
  });

  it('tells of an engine whose daemon is not there, and says why', async () => {
    const { engine, set } = installDocker({ patienceMs: 3000 });
    expect(await engine.status()).toMatchObject({ available: true });
    set('down', '');
    expect(await engine.status()).toEqual({ available: false, missing: 'daemon', hint: expect.stringMatching(/docker/) as string, code: 'daemon-unreachable', reason: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' });
    set('hang-all', '');
    expect(await engine.status()).toMatchObject({ available: false, missing: 'daemon', reason: expect.stringContaining('did not answer in time') as string });
    expect(await createCliEngine({ program: 'docker', env: { PATH: makeTempDir() } }).status()).toMatchObject({ available: false, missing: 'cli' });
  });

  it('logs in and pushes when no context can be asked for', async () => {
    const { set, engine } = installDocker({ configDir: makeTempDir() });
    set('fault', 'context inspect\n');
    set('says', 'context "gone": context not found');
    set('exit', '1');
    for (const operation of ['login', 'push', 'pull', 'run'] as const) expect(await answerOf(operation, engine), operation).toHaveProperty('value');
  });

  it('names the commands of the engine that is used', () => {
    for (const [name, expected] of [['podman', 'podman image ls'], ['finch', 'finch image ls'], ['docker', 'docker image ls']] as const) {
      const error = new EngineError('image-not-found', 'no such image', { engine: name });
      expect(explainFailure(error)).toMatchObject({ fix: { en: expect.stringContaining(expected) as string, ja: expect.stringContaining(expected) as string } });
    }
  });

  it.each<[Operation]>([['inspectImages'], ['inspectContainers'], ['listImageIds'], ['listContainerIds']])('%s: what should be JSON and is none is refused in words', async (operation) => {
    const { engine, set } = installDocker();
    set('image.json', '[{"Id":');
    set('container.json', 'not JSON');
    judge(await answerOf(operation, engine), 'failed', 'no JSON');
  });
});
