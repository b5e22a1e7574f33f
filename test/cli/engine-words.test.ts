import { describe, expect, it } from 'vitest';
import { inEngineWords } from '../../src/cli/engine-words.js';

const podman = { name: 'podman', registryOptions: ['--tls-verify=false'] } as const;
const option = '--tls-verify=false';

describe('commands of the course, for the engine in use', () => {
  it.each([
    ['docker image ls', 'podman image ls'],
    ['`docker --version` asks', '`podman --version` asks'],
    ['aws ecr get-login-password | docker login --username AWS --password-stdin 127.0.0.1:4566', `aws ecr get-login-password | podman login ${option} --username AWS --password-stdin 127.0.0.1:4566`],
    ['docker login --username AWS \\\n  --password-stdin "$REGISTRY"\ndocker tag a "$URI:1.0"', `podman login ${option} --username AWS \\\n  --password-stdin "$REGISTRY"\npodman tag a "$URI:1.0"`],
    ['docker tag a 127.0.0.1:4566/a:1, then docker push 127.0.0.1:4566/a:1', `podman tag a 127.0.0.1:4566/a:1, then podman push ${option} 127.0.0.1:4566/a:1`],
    ['`docker push <repository URI>:1.0`', `\`podman push ${option} <repository URI>:1.0\``],
    ['`docker pull <リポジトリの URI>:1.0` を', `\`podman pull ${option} <リポジトリの URI>:1.0\` を`],
    ['docker push "$URI:1.0"', `podman push ${option} "$URI:1.0"`],
    // Not the sandbox's registry.
    ['docker image pull node:24-alpine', 'podman image pull node:24-alpine'],
    ['`docker push boyacky/web-app` would go there', '`podman push boyacky/web-app` would go there'],
    ['`docker push` reads the name: `<repository URI>`', '`podman push` reads the name: `<repository URI>`'],
    // No command.
    ['sudo systemctl start docker', 'sudo systemctl start docker'],
    ['/var/run/docker.sock, dockerd, .dockerignore, hub.docker.com', '/var/run/docker.sock, dockerd, .dockerignore, hub.docker.com'],
    ['docker: Error response from daemon', 'docker: Error response from daemon'],
    ['Docker Desktop', 'Docker Desktop'],
  ])('%s', (text, typed) => {
    expect(inEngineWords(text, podman)).toBe(typed);
    expect(inEngineWords(typed, podman)).toBe(typed);
  });

  it('carry no option where the registry is that of AWS, and are docker\'s with docker and with the docker of our shell', () => {
    const text = 'docker push "$URI:1.0"';
    expect(inEngineWords(text, { name: 'podman', registryOptions: [] })).toBe('podman push "$URI:1.0"');
    expect(inEngineWords(text, { name: 'finch', registryOptions: [] })).toBe('finch push "$URI:1.0"');
    for (const name of ['docker', 'practice'] as const) expect(inEngineWords(text, { name, registryOptions: [] })).toBe(text);
  });
});
