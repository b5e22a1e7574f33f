import type { EngineStatus } from '../engine.js';
import { ociArchitecture } from '../oci-architecture.js';
import { list, record, text, texts } from './json-fields.js';

/** What `version` (docker) or `info` (the others) prints as JSON, read as one. */
export function readStatus(stdout: string): EngineStatus {
  const json = record(parse(stdout));
  const server = record(json['Server']);
  const podman = record(json['host']);
  const version = text(server['Version']) || text(json['ServerVersion']) || text(record(json['version'])['Version']);
  const architecture = text(server['Arch']) || text(json['Architecture']) || text(podman['arch']);
  const reason = texts(list(json['ServerErrors'])).join('; ');
  if (version === '') return { available: false, missing: 'daemon', reason: reason || undefined };
  return { available: true, version, architecture: ociArchitecture(architecture), ...(isRootless(json) ? { rootless: true } : {}) };
}

/** docker names what it runs under among its parts, podman says so, nerdctl and finch tell it as a security option. */
function isRootless(json: ReturnType<typeof record>): boolean {
  const parts = list(record(json['Server'])['Components']).map((part) => text(record(part)['Name']));
  const security = record(record(json['host'])['security']);
  return parts.includes('rootlesskit') || security['rootless'] === true || texts(list(json['SecurityOptions'])).includes('name=rootless');
}

function parse(stdout: string): unknown {
  try {
    return JSON.parse(stdout) as unknown;
  } catch {
    return undefined;
  }
}
