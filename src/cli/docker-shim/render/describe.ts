import type { Container, Image } from '../../../containers/engine.js';

/** What `docker image inspect` says of an image, as far as the practice engine knows it. */
export function imageDocument({ id, tags, digests, createdAt, architecture, os, sizeBytes, config }: Image) {
  return {
    Id: id,
    RepoTags: tags,
    RepoDigests: digests,
    Created: createdAt,
    Config: {
      User: config.user,
      ExposedPorts: Object.fromEntries(config.exposedPorts.map((port) => [port, {}])),
      Env: config.env,
      Cmd: config.cmd,
      WorkingDir: config.workingDir,
      Entrypoint: config.entrypoint,
      Labels: config.labels,
    },
    Architecture: architecture,
    Os: os,
    Size: sizeBytes,
  };
}

/** What `docker container inspect` says of a container, as far as the practice engine knows it. */
export function containerDocument(container: Container) {
  const { id, name, image, imageId, state, exitCode = 0, error = '', outOfMemory, labels, ports, command } = container;
  return {
    Id: id,
    Created: container.createdAt,
    Path: command?.[0] ?? '',
    Args: command?.slice(1) ?? [],
    State: {
      Status: state,
      Running: state === 'running',
      Paused: false,
      Restarting: false,
      OOMKilled: outOfMemory,
      Dead: false,
      ExitCode: exitCode,
      Error: error,
      StartedAt: container.startedAt ?? '0001-01-01T00:00:00Z',
      FinishedAt: container.finishedAt ?? '0001-01-01T00:00:00Z',
    },
    Image: imageId,
    Name: `/${name}`,
    Config: { Image: image, Labels: labels },
    NetworkSettings: {
      Ports: Object.fromEntries(
        ports.map(({ containerPort, hostPort, hostIp }) => [`${containerPort}/tcp`, hostPort === undefined ? [] : [{ HostIp: shownAddress(hostIp), HostPort: String(hostPort) }]]),
      ),
    },
  };
}

/** The practice engine opens ports on this machine only, whatever docker's own default is. */
export function shownAddress(hostIp: string | undefined): string {
  return hostIp === '::1' ? '[::1]' : '127.0.0.1';
}

/** "0123456789ab" of "sha256:0123456789ab…" or of a container's id. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}
