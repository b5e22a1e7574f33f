import { createCliEngine } from './cli/cli-engine.js';
import type { ContainerEngine, EngineName, EngineStatus } from './engine.js';
import { lookForEngines, type EnginesHere } from './look-for-engines.js';
import { createPracticeEngine } from './practice/practice-engine.js';

export interface EngineSeen {
  readonly name: EngineName;
  readonly status: EngineStatus;
  /** undefined: it cannot be used. */
  readonly engine?: ContainerEngine;
  /** Real engines of this machine, looked for where practice is or would be used. */
  readonly others?: EnginesHere;
}

export interface EngineLookOut {
  readonly choice: 'auto' | EngineName;
  readonly practiceDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** What the engine that would be used says of itself, and which others are here. Nothing is refused. */
export async function lookAtEngine({ choice, practiceDir, env, signal }: EngineLookOut): Promise<EngineSeen> {
  if (choice !== 'auto' && choice !== 'practice') return await seen(createCliEngine({ program: choice, env }), signal);
  const others = await lookForEngines({ env }, signal);
  const engine = choice === 'auto' ? others.answering : undefined;
  return { ...(await seen(engine ?? createPracticeEngine({ stateDir: practiceDir, env }), signal)), others };
}

async function seen(engine: ContainerEngine, signal: AbortSignal): Promise<EngineSeen> {
  const status = await engine.status(signal);
  return { name: engine.name, status, engine: status.available ? engine : undefined };
}
