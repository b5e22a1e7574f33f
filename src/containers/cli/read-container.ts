import type { Container, ContainerState, PortBinding } from '../engine.js';
import type { JsonRecord } from './json-fields.js';
import { list, record, text, textMap } from './json-fields.js';

const STATES: Readonly<Record<string, ContainerState>> = {
  created: 'created',
  configured: 'created',
  initialized: 'created',
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  exited: 'exited',
  stopped: 'exited',
  stopping: 'running',
  removing: 'dead',
  dead: 'dead',
};

/** One element of `container inspect` as our {@link Container}. */
export function readContainer(json: unknown): Container {
  const container = record(json);
  const config = record(container['Config']);
  const status = record(container['State']);
  const state = STATES[text(status['Status'])] ?? 'dead';
  const ended = state === 'exited' || state === 'dead';
  return {
    id: text(container['Id']),
    name: text(container['Name']).replace(/^\//, ''),
    image: text(config['Image']) || text(container['ImageName']),
    imageId: imageId(container),
    state,
    exitCode: ended && typeof status['ExitCode'] === 'number' ? status['ExitCode'] : undefined,
    outOfMemory: status['OOMKilled'] === true,
    error: text(status['Error']) || undefined,
    ports: readPorts(container),
    labels: textMap(config['Labels']),
    createdAt: text(container['Created']),
    startedAt: moment(status['StartedAt']),
    finishedAt: ended ? moment(status['FinishedAt']) : undefined,
  };
}

/** What was asked for, with the real host port from the network settings while there is one. */
function readPorts(container: JsonRecord): readonly PortBinding[] {
  const asked = record(record(container['HostConfig'])['PortBindings']);
  const actual = record(record(container['NetworkSettings'])['Ports']);
  return Object.entries(asked).flatMap(([port, bindings]) => {
    if (!port.endsWith('/tcp')) return [];
    const real = list(actual[port]).map(record);
    return list(bindings).map((binding, index): PortBinding => {
      const { HostIp, HostPort } = record(binding);
      const wanted = Number(text(HostPort)) || undefined;
      const found = real.find((each) => text(HostIp) !== '' && text(each['HostIp']) === text(HostIp)) ?? real[index] ?? real[0];
      return {
        containerPort: Number.parseInt(port, 10),
        hostPort: wanted ?? (found ? Number(text(found['HostPort'])) || undefined : undefined),
        hostIp: text(HostIp) || undefined,
      };
    });
  });
}

function imageId(container: JsonRecord): string {
  const id = text(container['Image']);
  return /^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id;
}

/** Docker writes the year 1 for "not yet". */
function moment(value: unknown): string | undefined {
  const time = text(value);
  return time === '' || time.startsWith('0001-') ? undefined : time;
}
