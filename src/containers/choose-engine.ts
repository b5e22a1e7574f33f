import { createCliEngine } from './cli/cli-engine.js';
import type { ContainerEngine, EngineName, EngineStatus } from './engine.js';
import { EngineError } from './engine.js';
import { installHint, startHint } from './install-hint.js';
import { createPracticeEngine } from './practice/practice-engine.js';

const REAL_ENGINES = ['docker', 'podman', 'finch', 'nerdctl'] as const;

export interface EngineChoice {
  readonly choice: 'auto' | EngineName;
  /** Where the practice engine keeps its images and containers. */
  readonly practiceDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the engine keeps the registry logins made here; default: the learner's own directory. */
  readonly configDir?: string;
  readonly signal?: AbortSignal;
}

/**
 * The engine to work with. `auto` takes the first real one whose command and daemon both answer, else `practice`.
 *
 * @throws EngineError `cli-missing` or `daemon-unreachable` when the one asked for by name cannot be used.
 */
export async function chooseEngine(request: EngineChoice): Promise<ContainerEngine> {
  if (request.choice === 'auto') {
    for (const program of REAL_ENGINES) {
      const engine = createCliEngine({ program, env: request.env, configDir: request.configDir });
      if ((await engine.status(request.signal)).available) return engine;
    }
    return createPracticeEngine({ stateDir: request.practiceDir, configDir: request.configDir, env: request.env });
  }
  if (request.choice === 'practice') return createPracticeEngine({ stateDir: request.practiceDir, configDir: request.configDir, env: request.env });

  const engine = createCliEngine({ program: request.choice, env: request.env, configDir: request.configDir });
  const status = await engine.status(request.signal);
  if (!status.available) throw unavailable(request.choice, status);
  return engine;
}

function unavailable(name: EngineName, status: EngineStatus): EngineError {
  const reason = status.reason ?? `${name} does not answer`;
  return status.missing === 'cli'
    ? new EngineError('cli-missing', reason, { hint: installHint(name) })
    : new EngineError('daemon-unreachable', reason, { hint: startHint(name, reason) });
}
