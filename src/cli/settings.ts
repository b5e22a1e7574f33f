import { userInfo } from 'node:os';
import { ExitCode, UserError } from '../shared/user-error.js';
import { usualPorts } from '../workshop/local-ports.js';
import type { ProgressState } from '../workshop/progress.js';
import type { Language } from '../workshop/types.js';
import { languageOf } from './io/terminal.js';

/** What a workspace is set to; flags of a later command override it. */
export interface Settings {
  readonly target: 'sandbox' | 'aws';
  readonly engine: EngineChoice;
  readonly language: Language;
  readonly region: string;
  readonly profile?: string;
  readonly owner: string;
  readonly endpointUrl?: string;
  readonly pace: 'fast' | 'real';
  /** Where Boyacky is opened on this machine; a second container gets the next port. */
  readonly appPort: number;
}

export const engineChoices = ['auto', 'docker', 'podman', 'finch', 'nerdctl', 'practice'] as const;
export type EngineChoice = (typeof engineChoices)[number];

export interface SettingFlags {
  readonly target?: 'sandbox' | 'aws';
  readonly engine?: EngineChoice;
  readonly lang?: Language;
  readonly region?: string;
  readonly profile?: string;
  readonly owner?: string;
  readonly endpointUrl?: string;
  readonly pace?: 'fast' | 'real';
  readonly appPort?: number;
  /** Twelve digits: the account that is meant. Not kept. */
  readonly account?: string;
}

/** Flags, then what the workspace remembers, then the environment, then the usual. */
export function settle(flags: SettingFlags, known: ProgressState | undefined, env: NodeJS.ProcessEnv): Settings {
  return {
    target: flags.target ?? known?.target ?? 'sandbox',
    engine: flags.engine ?? (known?.engine as EngineChoice | undefined) ?? 'auto',
    language: flags.lang ?? known?.language ?? languageOf(env),
    region: flags.region ?? known?.region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? 'ap-northeast-1',
    profile: flags.profile ?? known?.profile,
    owner: flags.owner ?? known?.owner ?? ownerFrom(env),
    endpointUrl: flags.endpointUrl ?? known?.endpointUrl,
    pace: flags.pace ?? known?.pace ?? 'fast',
    appPort: flags.appPort ?? known?.appPort ?? usualPorts.app,
  };
}

/**
 * While something made here still exists, its place may not change under it: it would never be found again. In an
 * account of AWS the region is held from the first write on, whatever is open: what was made by hand is there, too.
 */
export function refuseMove(settings: Settings, known: ProgressState, hasOpenResources: boolean): void {
  const pinned = known.account !== undefined && known.target === 'aws';
  const held = hasOpenResources ? (['target', 'region', 'owner', 'endpointUrl'] as const) : pinned ? (['region', 'endpointUrl'] as const) : [];
  const moved = held.find((key) => settings[key] !== known[key]);
  if (moved === undefined) return;
  throw new UserError('workspace-elsewhere', { ja: `このフォルダーの ${moved} は ${known[moved] ?? '（なし）'} で、${settings[moved] ?? '（なし）'} ではありません`, en: `This workspace works with ${moved} ${known[moved] ?? '(none)'}, not ${settings[moved] ?? '(none)'}` }, {
    why: hasOpenResources ? { ja: 'そこで作ったものが、まだ残っています。', en: 'There are still resources that were made there.' } : { ja: 'アカウントとリージョンは最初の変更のときに控えました。手で作ったものもそこにあります。', en: 'Account and region were noted at the first change, and what was made by hand is there.' },
    next: { ja: 'boyacky-lab cleanup。または別のフォルダーで: boyacky-lab start another-folder', en: 'boyacky-lab cleanup, or start in another folder: boyacky-lab start another-folder' },
    exitCode: ExitCode.environment,
  });
}

/** A tag value: letters, digits and a few signs. */
function ownerFrom(env: NodeJS.ProcessEnv): string {
  const name = env.USER ?? env.USERNAME ?? safeUserName();
  return name.replace(/[^A-Za-z0-9_.@-]/g, '-').slice(0, 40) || 'learner';
}

function safeUserName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'learner';
  }
}
