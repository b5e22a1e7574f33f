import type { Container } from '../../../containers/engine.js';
import { option, toggle, type DockerCommand } from '../docker-command.js';
import type { ParsedArguments } from '../parse-arguments.js';
import { readFilters } from '../read-filters.js';
import { shortId, shownAddress } from '../render/describe.js';
import { ago, humanDuration } from '../render/human.js';
import { printRows, type Row } from '../render/print-rows.js';
import type { ShimContext } from '../shim-context.js';

const headings: Row = {
  ID: 'CONTAINER ID',
  Image: 'IMAGE',
  Command: 'COMMAND',
  RunningFor: 'CREATED',
  CreatedAt: 'CREATED AT',
  Status: 'STATUS',
  State: 'STATE',
  Ports: 'PORTS',
  Names: 'NAMES',
  Labels: 'LABELS',
};
const columns = ['ID', 'Image', 'Command', 'RunningFor', 'Status', 'Ports', 'Names'];

/** `docker container ls`: those that run; with -a, those that ended too. */
export const containerLs: DockerCommand = {
  names: ['container ls', 'container list', 'container ps', 'ps'],
  usage: '[OPTIONS]',
  about: { ja: 'コンテナの一覧', en: 'List containers' },
  flags: [toggle('all', 'a'), toggle('quiet', 'q'), toggle('no-trunc'), toggle('latest', 'l'), option('filter', 'f'), option('format')],
  refusedFlags: 'last|n size|s',
  operands: { min: 0, max: 0 },
  run: listContainers,
};

async function listContainers(context: ShimContext, args: ParsedArguments): Promise<number> {
  const filters = readFilters(args.values('filter'), ['id', 'name', 'label', 'status', 'ancestor', 'publish']);
  const all = args.has('all') || args.has('latest') || filters.has('status');
  const found = (await context.engine.listContainers({ label: filters.get('label')?.at(-1) })).filter(
    (container) => (all || container.state === 'running') && [...filters].every(([key, values]) => values.some((value) => fits(container, key, value))),
  );
  const shown = args.has('latest') ? found.slice(0, 1) : found;
  const whole = args.has('no-trunc');
  if (args.has('quiet')) for (const { id } of shown) context.out(`${whole ? id : shortId(id)}\n`);
  else printRows(context, headings, columns, shown.map((container) => describe(container, whole, Date.now())), args.value('format'));
  return 0;
}

function fits({ id, name, state, image, imageId, ports }: Container, key: string, value: string): boolean {
  if (key === 'id') return id.startsWith(value);
  if (key === 'name') return name.includes(value.replace(/^\//, ''));
  if (key === 'status') return state === value;
  if (key === 'ancestor') return image === value || image === `${value}:latest` || imageId.replace('sha256:', '').startsWith(value.replace('sha256:', ''));
  if (key === 'publish') return ports.some(({ hostPort }) => String(hostPort) === value.replace(/\/tcp$/, ''));
  return true;
}

function describe(container: Container, whole: boolean, now: number): Row {
  const { id, name, image, command = [], createdAt, state, ports, labels } = container;
  const words = command.join(' ');
  const published = state === 'running' ? ports.filter(({ hostPort }) => hostPort !== undefined) : [];
  return {
    ID: whole ? id : shortId(id),
    Image: /^(sha256:)?[0-9a-f]{13,64}$/.test(image) && !whole ? shortId(image) : image,
    Command: `"${whole || words.length <= 20 ? words : `${words.slice(0, 19)}…`}"`,
    RunningFor: ago(createdAt, now),
    CreatedAt: createdAt,
    Status: statusOf(container, now),
    State: state,
    Ports: published.map(({ containerPort, hostPort, hostIp }) => `${shownAddress(hostIp)}:${hostPort ?? ''}->${containerPort}/tcp`).join(', '),
    Names: name,
    Labels: Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(','),
  };
}

function statusOf({ state, startedAt, finishedAt, exitCode }: Container, now: number): string {
  if (state === 'running') return `Up ${humanDuration(Math.max(0, now - Date.parse(startedAt ?? '')))}`;
  if (state === 'exited') return `Exited (${exitCode ?? 0}) ${ago(finishedAt, now)}`;
  return `${state[0]?.toUpperCase() ?? ''}${state.slice(1)}`;
}
