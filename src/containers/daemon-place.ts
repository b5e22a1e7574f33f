import { existsSync } from 'node:fs';
import { release } from 'node:os';

/** What tells where docker's daemon is, and what starts it. */
export interface DaemonFacts {
  readonly platform: NodeJS.Platform;
  /** Linux inside of Windows. */
  readonly wsl: boolean;
  /** Services are started by systemctl. */
  readonly systemd: boolean;
  /** DOCKER_HOST: goes before every context. */
  readonly dockerHost?: string;
  /** DOCKER_CONTEXT is set, and goes before `docker context use`. */
  readonly contextFromEnvironment: boolean;
  /** What `docker context inspect` says of the one in use; it answers without a daemon. */
  readonly context?: { readonly name: string; readonly host: string };
}

/** `system`: a service of this very machine, the only one that belongs to root. */
export type DaemonPlace =
  | { readonly kind: 'system' | 'rootless' | 'desktop' | 'wsl' | 'orbstack' | 'rancher' }
  | { readonly kind: 'colima' | 'lima'; readonly instance: string }
  | { readonly kind: 'podman'; readonly root: boolean }
  | { readonly kind: 'elsewhere'; readonly host: string; readonly by: 'DOCKER_HOST' | 'DOCKER_CONTEXT' | 'context'; readonly context?: string };

/** What can be known without asking docker. */
export function machineFacts(env: Readonly<Record<string, string | undefined>>): DaemonFacts {
  const { platform } = process;
  return {
    platform,
    wsl: platform === 'linux' && (Boolean(env['WSL_DISTRO_NAME']) || /microsoft/i.test(release())),
    systemd: existsSync('/run/systemd/system'),
    dockerHost: env['DOCKER_HOST'] || undefined,
    contextFromEnvironment: Boolean(env['DOCKER_CONTEXT']),
  };
}

/** Where the daemon is that the docker command talks to, by the address it was given. */
export function placeOfDaemon({ platform, wsl, dockerHost, contextFromEnvironment, context }: DaemonFacts): DaemonPlace {
  const host = dockerHost ?? context?.host ?? '';
  const known = knownSocket(host);
  if (known !== undefined) return known;
  if (host !== '' && !/^(?:unix:\/\/\/(?:var\/)?run\/docker\.sock|npipe:\/{4}\.\/pipe\/docker_engine)$/i.test(host)) {
    return { kind: 'elsewhere', host, by: dockerHost !== undefined ? 'DOCKER_HOST' : contextFromEnvironment ? 'DOCKER_CONTEXT' : 'context', context: context?.name };
  }
  if (platform !== 'linux') return { kind: 'desktop' };
  return { kind: wsl ? 'wsl' : 'system' };
}

/** Each of those who put a daemon on a learner's machine has a socket at a place of its own. */
function knownSocket(host: string): DaemonPlace | undefined {
  if (/^unix:.*\/\.docker\/(?:desktop|run)\/|dockerDesktop/i.test(host)) return { kind: 'desktop' };
  if (/^unix:.*\/\.orbstack\//.test(host)) return { kind: 'orbstack' };
  if (/^unix:.*\/\.rd\//.test(host)) return { kind: 'rancher' };
  const colima = /^unix:.*\/\.?colima\/(?:([^/]+)\/)?docker\.sock$/.exec(host);
  if (colima !== null) return { kind: 'colima', instance: colima[1] ?? 'default' };
  const lima = /^unix:.*\/\.lima\/([^/]+)\//.exec(host);
  if (lima?.[1] !== undefined) return { kind: 'lima', instance: lima[1] };
  if (/^unix:.*\/podman\/podman\.sock$/.test(host)) return { kind: 'podman', root: !host.includes('/run/user/') };
  if (/^unix:\/\/\/run\/user\/\d+\/docker\.sock$/.test(host)) return { kind: 'rootless' };
  return undefined;
}
