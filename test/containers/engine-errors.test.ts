import { describe, expect, it } from 'vitest';
import { engineError } from '../../src/containers/cli/engine-errors.js';
import type { ProgramResult } from '../../src/containers/run-program.js';

const failed = (stderr: string, more: Partial<ProgramResult> = {}): ProgramResult => ({ exitCode: 1, stdout: '', stderr, interrupted: false, timedOut: false, ...more });

describe('what docker says, as a code', () => {
  it.each([
    ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?', 'daemon-unreachable'],
    ['permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar": dial unix: connect: permission denied', 'daemon-unreachable'],
    ['failed to connect to the docker API at unix:///nope.sock; check if the path is correct and if the daemon is running: dial unix /nope.sock: connect: no such file or directory', 'daemon-unreachable'],
    ['docker: Error response from daemon: driver failed programming external connectivity on endpoint modest_x (0a1b): Bind for 0.0.0.0:8080 failed: port is already allocated.', 'port-allocated'],
    ['docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint x (0a1b): failed to bind host port for 0.0.0.0:8080:172.17.0.2:8080/tcp: address already in use', 'port-allocated'],
    ['Error response from daemon: Ports are not available: exposing port TCP 0.0.0.0:8080 -> 0.0.0.0:0: listen tcp 0.0.0.0:8080: bind: address already in use', 'port-allocated'],
    ['no basic auth credentials', 'not-logged-in'],
    ['Error response from daemon: Head "https://h/v2/r/manifests/t": no basic auth credentials', 'not-logged-in'],
    ['denied: Your authorization token has expired. Reauthenticate and try again.', 'token-expired'],
    ["name unknown: The repository with name 'r' does not exist in the registry with id '1'", 'repository-not-found'],
    ["Error response from daemon: repository h/r not found: name unknown: The repository with name 'r' does not exist", 'repository-not-found'],
    ["tag invalid: The image tag '1.0' already exists in the 'r' repository and cannot be overwritten because the tag is immutable.", 'tag-immutable'],
    ["error from registry: The image tag '1.0' already exists in the 'r' repository and cannot be overwritten because the tag is immutable.", 'tag-immutable'],
    ['failed commit on ref "manifest-sha256:aa": unexpected status from PUT request to https://h/v2/r/manifests/1.0: 400 Bad Request', 'tag-immutable'],
    ['Error response from daemon: manifest for h/r:t not found: manifest unknown: Requested image not found', 'image-not-found'],
    ['Error response from daemon: No such image: nope:latest', 'image-not-found'],
    ['An image does not exist locally with the tag: h/r', 'image-not-found'],
    ['Error: No such container: nope', 'container-not-found'],
    ['denied: User: arn:aws:iam::1:user/x is not authorized to perform: ecr:InitiateLayerUpload on resource: y because no identity-based policy allows the ecr:InitiateLayerUpload action', 'denied'],
    ["Error response from daemon: pull access denied for node, repository does not exist or may require 'docker login': denied: x", 'denied'],
    ['Error response from daemon: failed to resolve reference "127.0.0.1:5000/boyacky/web-app:nope": 127.0.0.1:5000/boyacky/web-app:nope: not found', 'image-not-found'],
    ['Error response from daemon: failed to resolve reference "127.0.0.1:5000/a:1": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials', 'not-logged-in'],
    ["error from registry: The repository with name 'boyacky/nope' does not exist in the registry with id '123456789012'", 'repository-not-found'],
    ["error from registry: The image tag '1.0' already exists in the 'boyacky/web-app' repository and cannot be overwritten because the tag is immutable.", 'tag-immutable'],
    ['push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed', 'denied'],
    ['Error response from daemon: login attempt to http://127.0.0.1:5000/v2/ failed with status: 401 Unauthorized', 'denied'],
    ['write /var/lib/docker/tmp/x: no space left on device', 'disk-full'],
    ['Error response from daemon: dockerfile parse error line 2: unknown instruction: RUNN', 'dockerfile'],
    ['ERROR: failed to build: failed to solve: dockerfile parse error on line 2: unknown instruction: RUNN', 'dockerfile'],
    ['unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat /w/Dockerfile: no such file or directory', 'dockerfile'],
    ['ERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory', 'dockerfile'],
    ["The command '/bin/sh -c npm ci' returned a non-zero code: 1", 'build-failed'],
    ['ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1', 'build-failed'],
    ['COPY failed: file not found in build context or excluded by .dockerignore: stat nope: file does not exist', 'build-failed'],
    ['Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host', 'no-network'],
    ['Error response from daemon: Get "https://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused', 'registry-unreachable'],
    ['something that nobody has seen', 'failed'],
  ])('%s', (stderr, code) => {
    const error = engineError('docker', failed(`${stderr}\n`));
    expect(error).toMatchObject({ code, message: stderr, details: { exitCode: 1 } });
  });

  it('finds the words among the noise', () => {
    const stderr = 'DEPRECATED: The legacy builder is deprecated\n            Install the buildx component\n\nError response from daemon: dockerfile parse error line 1: unknown instruction: X\n';
    expect(engineError('docker', failed(stderr)).message).toBe('Error response from daemon: dockerfile parse error line 1: unknown instruction: X');
    expect(engineError('docker', failed("docker: Error response from daemon: Bind for 0.0.0.0:8080 failed: port is already allocated.\n\nRun 'docker run --help' for more information\n"))).toMatchObject({ code: 'port-allocated', message: expect.stringMatching(/allocated\.$/) as string });
  });

  it('tells a missing command, a silent daemon and Ctrl-C apart, with what to type', () => {
    expect(engineError('docker', failed('', { exitCode: undefined, startError: 'ENOENT' }))).toMatchObject({ code: 'cli-missing', message: 'docker: command not found', details: { hint: { en: expect.stringContaining('--engine practice') as string, ja: expect.stringContaining('--engine practice') as string } } });
    expect(engineError('podman', failed('', { exitCode: undefined, timedOut: true }))).toMatchObject({ code: 'daemon-unreachable' });
    expect(engineError('docker', failed('', { exitCode: undefined, interrupted: true }))).toMatchObject({ code: 'interrupted' });
  });
});
