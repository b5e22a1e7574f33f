import type { Container } from '../../engine.js';
import type { ContainerRecord, ContainerStatus } from './container-record.js';

/** A practice container as the contract shows it; the real host ports come from its supervisor. */
export function describeContainer(record: ContainerRecord, status: ContainerStatus): Container {
  const running = status.state === 'running';
  return {
    id: record.id,
    name: record.name,
    image: record.image,
    imageId: record.imageId,
    command: record.command,
    state: status.state,
    exitCode: status.state === 'exited' ? status.exitCode : undefined,
    outOfMemory: false,
    error: status.error,
    ports: record.ports.map((port, index) => ({ ...port, hostPort: port.hostPort ?? (running ? status.hostPorts[index] : undefined) })),
    labels: record.labels,
    createdAt: record.createdAt,
    startedAt: status.startedAt,
    finishedAt: status.finishedAt,
  };
}
