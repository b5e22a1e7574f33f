import { createCliEngine } from './cli/cli-engine.js';
import type { ContainerEngine, EngineErrorCode, EngineName, EngineStatus } from './engine.js';
import { EngineError } from './engine.js';
import { lookForEngines, type SilentEngine } from './look-for-engines.js';
import { createPracticeEngine } from './practice/practice-engine.js';

export interface EngineChoice {
  readonly choice: 'auto' | EngineName;
  /** Where the practice engine keeps its images and containers. */
  readonly practiceDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the engine keeps the registry logins made here; default: the learner's own directory. */
  readonly configDir?: string;
  readonly signal?: AbortSignal;
  /** `auto` passes over an engine whose command is here and whose daemon does not answer. */
  readonly onSilent?: (engine: SilentEngine) => void;
}

/** These say more than that the daemon does not answer. */
const codesOfTheirOwn: readonly EngineErrorCode[] = ['wsl-integration', 'client-version'];

/**
 * The engine to work with. `auto` takes the first real one whose command and daemon both answer, else `practice`.
 *
 * @throws EngineError `cli-missing`, `daemon-unreachable` or what is wrong more exactly, when the one asked for by name cannot be used.
 */
export async function chooseEngine(request: EngineChoice): Promise<ContainerEngine> {
  const { choice, env, configDir, signal } = request;
  if (choice === 'auto') {
    const { answering, silent } = await lookForEngines({ env, configDir }, signal);
    for (const each of silent) request.onSilent?.(each);
    return answering ?? createPracticeEngine({ stateDir: request.practiceDir, configDir, env });
  }
  if (choice === 'practice') return createPracticeEngine({ stateDir: request.practiceDir, configDir, env });

  const engine = createCliEngine({ program: choice, env, configDir });
  const status = await engine.status(signal);
  if (!status.available) throw unavailable(choice, status);
  return engine;
}

function unavailable(engine: EngineName, { missing, reason = `${engine} does not answer`, code, hint }: EngineStatus): EngineError {
  if (missing === 'cli') return new EngineError('cli-missing', reason, { engine, hint });
  return new EngineError(codesOfTheirOwn.find((each) => each === code) ?? 'daemon-unreachable', reason, { engine, hint });
}
