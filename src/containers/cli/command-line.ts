import type { BuildRequest, EngineName, PortBinding, RunRequest } from '../engine.js';
import { EngineError } from '../engine.js';

/**
 * What is typed for each thing the engine does: pure functions from a request to an argument array.
 * The spelling is docker's management commands, which podman, finch and nerdctl share.
 */
export const commandLine = {
  build: (request: BuildRequest, imageIdFile?: string): string[] => [
    'image',
    'build',
    ...request.tags.flatMap((tag) => ['-t', tag]),
    ...(request.dockerfile ? ['--file', request.dockerfile] : []),
    ...pairs('--label', request.labels),
    ...(imageIdFile ? ['--iidfile', imageIdFile] : []),
    request.contextDir,
  ],
  inspectImages: (references: readonly string[]): string[] => ['image', 'inspect', ...references.map(operand)],
  listImageIds: (filter: { repository?: string; label?: string; dangling?: boolean } = {}): string[] => [
    'image',
    'ls',
    '-q',
    '--no-trunc',
    ...(filter.label ? ['--filter', `label=${filter.label}`] : []),
    ...(filter.dangling === undefined ? [] : ['--filter', `dangling=${filter.dangling}`]),
    ...(filter.repository ? [operand(filter.repository)] : []),
  ],
  history: (reference: string): string[] => [
    'image',
    'history',
    '--no-trunc',
    '--human=false',
    '--format',
    '{{.Size}} {{json .CreatedBy}}',
    operand(reference),
  ],
  tag: (source: string, target: string): string[] => ['image', 'tag', operand(source), operand(target)],
  removeImage: (reference: string, force = false): string[] => ['image', 'rm', ...(force ? ['--force'] : []), operand(reference)],

  login: (registry: string, username: string, options: readonly string[] = []): string[] => [
    'login',
    ...options,
    '--username',
    username,
    '--password-stdin',
    operand(registry),
  ],
  /** Without a name it tries the login that it has, and ends well only where the registry takes it. */
  tryLogin: (registry: string, options: readonly string[] = []): string[] => ['login', ...options, operand(registry)],
  logout: (registry: string): string[] => ['logout', operand(registry)],
  push: (reference: string, options: readonly string[] = []): string[] => ['image', 'push', ...options, operand(reference)],
  pull: (reference: string, options: readonly string[] = []): string[] => ['image', 'pull', ...options, operand(reference)],

  run: (request: RunRequest, options: readonly string[] = []): string[] => [
    'container',
    'run',
    '-d',
    ...options,
    ...(request.name ? ['--name', request.name] : []),
    ...(request.ports ?? []).flatMap((port) => ['-p', publish(port)]),
    ...Object.entries(request.env ?? {}).flatMap(([name, value]) => ['-e', isLentByEnvironment(name) ? name : `${name}=${value}`]),
    ...pairs('--label', request.labels),
    ...Object.entries(request.addHosts ?? {}).flatMap(([host, address]) => ['--add-host', `${host}:${address}`]),
    ...(request.network === undefined ? [] : ['--network', request.network]),
    ...(request.memoryMiB === undefined ? [] : ['--memory', `${request.memoryMiB}m`]),
    ...(request.cpus === undefined ? [] : ['--cpus', String(request.cpus)]),
    ...(request.entrypoint?.length ? ['--entrypoint', request.entrypoint[0] ?? ''] : []),
    operand(request.image),
    ...(request.entrypoint ?? []).slice(1),
    ...(request.command ?? []),
  ],
  /** The network that containers are in when nothing is said, with the gateways and subnets of its address ranges. */
  bridgeGateway: (program: EngineName): string[] =>
    program === 'podman'
      ? ['network', 'inspect', 'podman', '--format', '{{range .Subnets}}{{.Gateway}} {{.Subnet}} {{end}}']
      : ['network', 'inspect', 'bridge', '--format', '{{range .IPAM.Config}}{{.Gateway}} {{.Subnet}} {{end}}'],
  inspectContainers: (ids: readonly string[]): string[] => ['container', 'inspect', ...ids.map(operand)],
  listContainerIds: (filter: { label?: string } = {}): string[] => [
    'container',
    'ls',
    '-a',
    '-q',
    '--no-trunc',
    ...(filter.label ? ['--filter', `label=${filter.label}`] : []),
  ],
  exec: (id: string, argv: readonly string[]): string[] => ['container', 'exec', operand(id), ...argv],
  stop: (id: string, graceSeconds: number): string[] => ['container', 'stop', '-t', String(Math.ceil(graceSeconds)), operand(id)],
  removeContainer: (id: string, force = false): string[] => ['container', 'rm', '--volumes', ...(force ? ['--force'] : []), operand(id)],
  logs: (id: string, tail?: number): string[] => [
    'container',
    'logs',
    '--timestamps',
    ...(tail === undefined ? [] : ['--tail', String(tail)]),
    operand(id),
  ],
  followLogs: (id: string): string[] => ['container', 'logs', '--follow', operand(id)],
  wait: (id: string): string[] => ['container', 'wait', operand(id)],
} as const;

/**
 * `-e NAME` without a value takes it from the command's own environment, which other users of the machine
 * cannot read in the process list. Not for the names that would change how the command itself behaves.
 */
export function isLentByEnvironment(name: string): boolean {
  return !/^(?:PATH|HOME|USER|TMPDIR|TEMP|TMP|PWD|SHELL|SystemRoot|.*_PROXY|.*_proxy|(?:DOCKER|BUILDX|BUILDKIT|CONTAINER|CONTAINERD|NERDCTL|FINCH|LIMA|XDG|LD|DYLD|GO|SSH|SSL)_?.*)$/.test(name);
}

function publish(port: PortBinding): string {
  const host = port.hostPort === undefined ? '' : String(port.hostPort);
  if (port.hostIp) {
    const ip = port.hostIp.includes(':') ? `[${port.hostIp}]` : port.hostIp;
    return `${ip}:${host}:${port.containerPort}`;
  }
  return host ? `${host}:${port.containerPort}` : String(port.containerPort);
}

function pairs(flag: string, values: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);
}

/** A name that begins with a dash would be read as an option. */
function operand(value: string): string {
  if (value === '' || value.startsWith('-'))
    throw new EngineError('failed', `invalid reference format: "${value}"`, { hint: { ja: 'イメージかコンテナの名前、または ID を書きます', en: 'give the name or id of an image or container' } });
  return value;
}
