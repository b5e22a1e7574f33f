import type { Words } from '../shared/words.js';
import { createCliEngine } from './cli/cli-engine.js';
import type { CliOptions } from './cli/cli-session.js';
import type { ContainerEngine, EngineErrorCode, EngineName } from './engine.js';

const REAL_ENGINES = ['docker', 'podman', 'finch', 'nerdctl'] as const;

/** Its command is here, and its daemon does not answer. */
export interface SilentEngine {
  readonly name: EngineName;
  /** In its own words. */
  readonly reason: string;
  readonly code?: EngineErrorCode;
  /** What to type to have it answer. */
  readonly hint?: Words;
}

export interface EnginesHere {
  /** The first real one whose command and daemon both answer. */
  readonly answering?: ContainerEngine;
  /** Those that stood before it and did not. */
  readonly silent: readonly SilentEngine[];
}

/** Looks for a real engine on this machine, and keeps in mind which were passed over. */
export async function lookForEngines(options: Pick<CliOptions, 'env' | 'configDir'>, signal?: AbortSignal): Promise<EnginesHere> {
  const silent: SilentEngine[] = [];
  for (const name of REAL_ENGINES) {
    const engine = createCliEngine({ program: name, ...options });
    const { available, missing, reason, code, hint } = await engine.status(signal);
    if (available) return { answering: engine, silent };
    if (missing === 'daemon') silent.push({ name, reason: reason ?? '', code, hint });
  }
  return { silent };
}
