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
    ['Error: getting username and password: reading username: EOF', 'not-logged-in'],
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
    ['Error response from daemon: login attempt to https://123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/v2/ failed with status: 400 Bad Request', 'login-refused'],
    ['Error: Cannot perform an interactive login from a non TTY device', 'no-terminal'],
    ['error: cannot perform an interactive login from a non-TTY device', 'no-terminal'],
    ['error getting credentials - err: exec: "docker-credential-desktop.exe": executable file not found in $PATH, out: ``', 'credential-helper'],
    ['Error saving credentials: error storing credentials - err: exec: "docker-credential-osxkeychain": executable file not found in $PATH, out: ``', 'credential-helper'],
    ['Error saving credentials: error storing credentials - err: exit status 1, out: `The specified item already exists in the keychain. (-25299)`', 'credential-helper'],
    ['Error saving credentials: error storing credentials - err: exit status 1, out: `Cannot autolaunch D-Bus without X11 $DISPLAY`', 'credential-helper'],
    ['error getting credentials - err: exit status 1, out: `A specified logon session does not exist. It may already have been terminated.`', 'credential-helper'],
    ['Error saving credentials: error storing credentials - err: exit status 1, out: `error storing credentials - err: exit status 1, out: `pass not initialized``', 'credential-helper'],
    ['error getting credentials - err: exit status 1, out: `credentials not found in native keychain`', 'not-logged-in'],
    ['Error response from daemon: client version 1.43 is too old. Minimum supported API version is 1.44, please upgrade your client to a newer version', 'client-version'],
    ['Error response from daemon: client version 1.48 is too new. Maximum supported API version is 1.47', 'client-version'],
    ['request returned 500 Internal Server Error for API route and version http://%2F%2F.%2Fpipe%2FdockerDesktopLinuxEngine/v1.47/version, check if the server supports the requested API version', 'daemon-unreachable'],
    ['ERROR: failed to build: failed to solve: node:24-apline: failed to resolve source metadata for docker.io/library/node:24-apline: docker.io/library/node:24-apline: not found', 'base-image-not-found'],
    ['ERROR: failed to solve: node:24-apline: failed to resolve source metadata for docker.io/library/node:24-apline: not found', 'base-image-not-found'],
    ['docker: invalid reference format: repository name (library/Boyacky) must be lowercase', 'bad-reference'],
    ['invalid argument "Boyacky/web-app" for "-t, --tag" flag: invalid reference format: repository name must be lowercase', 'bad-reference'],
    ['docker: invalid reference format', 'bad-reference'],
    ['ERROR: docker: \'docker buildx build\' requires 1 argument', 'usage'],
    ['"docker build" requires exactly 1 argument.', 'usage'],
    ['docker: "docker run" requires at least 1 argument.', 'usage'],
    ['docker: Error response from daemon: Conflict. The container name "/web" is already in use by container "3fa1". You have to remove (or rename) that container to be able to reuse that name.', 'name-in-use'],
    ['Error: creating container storage: the container name "web" is already in use by 3fa1. You have to remove that container to be able to reuse that name: that name is already in use', 'name-in-use'],
    ['Error response from daemon: conflict: unable to remove repository reference "boyacky/web-app" (must force) - container 3fa1 is using its referenced image 12ab', 'image-in-use'],
    ['Error response from daemon: conflict: unable to delete 12ab (cannot be forced) - image is being used by running container 3fa1', 'image-in-use'],
    ['Error: image used by 3fa1: image is in use by a container: consider listing external containers and force-removing image', 'image-in-use'],
    ['ERROR: Attestation is not supported for the docker driver. Switch to a different driver, or turn on the containerd image store, and try again.', 'attestation-unsupported'],
    ['Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp [2600:1f18:2148:bc00::1]:443: connect: cannot assign requested address', 'no-ipv6'],
    ['Error: short-name "node:24-alpine" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"', 'short-name'],
    ['Error: cannot find UID/GID for user hanako: no subuid ranges found for user "hanako" in /etc/subuid - check rootless mode in man pages.', 'subuid'],
    ['Error: writing blob: adding layer with blob "sha256:1": processing tar file(potentially insufficient UIDs or GIDs available in user namespace (requested 0:42 for /etc/gshadow): Check /etc/subuid and /etc/subgid: lchown /etc/gshadow: invalid argument): exit status 1', 'subuid'],
    ['Error response from daemon: Get "https://registry-1.docker.io/v2/": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-27T00:00:00Z is before 2026-12-01T00:00:00Z', 'clock-skew'],
    ['Error response from daemon: Get "https://registry-1.docker.io/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority', 'certificate'],
    ['Error: trying to reuse blob: pinging container registry 127.0.0.1:4566: Get "https://127.0.0.1:4566/v2/": http: server gave HTTP response to HTTPS client', 'plain-http'],
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

  it('hears the stand-in for docker inside of WSL, which speaks on standard output', () => {
    const stdout = "\nThe command 'docker' could not be found in this WSL 2 distro.\nWe recommend to activate the WSL integration in Docker Desktop settings.\n\nFor details about using Docker Desktop with WSL 2, visit:\n\nhttps://docs.docker.com/go/wsl2/\n";
    expect(engineError('docker', failed('', { stdout }))).toMatchObject({ code: 'wsl-integration', message: "The command 'docker' could not be found in this WSL 2 distro." });
  });

  it('finds in a build that failed why npm ci had nothing to go by, whichever builder ran it', () => {
    const npm = 'npm error The `npm ci` command can only install with an existing package-lock.json or\n';
    expect(engineError('docker', failed("The command '/bin/sh -c npm ci' returned a non-zero code: 1\n", { stdout: npm }))).toMatchObject({ code: 'lock-file-missing', message: expect.stringContaining('returned a non-zero code') as string });
    expect(engineError('docker', failed(`#9 0.5 ${npm}ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1\n`))).toMatchObject({ code: 'lock-file-missing' });
  });

  it('tells a missing command, a silent daemon and Ctrl-C apart, with what to type', () => {
    expect(engineError('docker', failed('', { exitCode: undefined, startError: 'ENOENT' }))).toMatchObject({ code: 'cli-missing', message: 'docker: command not found', details: { hint: { en: expect.stringContaining('--engine practice') as string, ja: expect.stringContaining('--engine practice') as string } } });
    expect(engineError('podman', failed('', { exitCode: undefined, timedOut: true }))).toMatchObject({ code: 'daemon-unreachable' });
    expect(engineError('docker', failed('', { exitCode: undefined, interrupted: true }))).toMatchObject({ code: 'interrupted' });
  });
});
