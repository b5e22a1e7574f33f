import type { Words } from '../shared/words.js';
import { createCliEngine } from './cli/cli-engine.js';
import type { ContainerEngine, EngineName, EngineStatus } from './engine.js';
import { installHint, startHint } from './install-hint.js';

/**
 * What the engine that would be used says of itself, with what to type when it cannot be used. `auto` speaks of docker
 * when nothing real answers: the practice engine that would take its place is then in `engine`.
 */
export async function checkEngineStatus(
  choice: 'auto' | EngineName,
  engine: ContainerEngine | undefined,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<{ readonly name: EngineName; readonly status: EngineStatus; readonly hint?: Words }> {
  if (engine !== undefined) return { name: engine.name, status: await engine.status(signal) };
  const name = choice === 'auto' || choice === 'practice' ? 'docker' : choice;
  const status = await createCliEngine({ program: name, env }).status(signal);
  return { name, status, hint: status.missing === 'cli' ? installHint(name) : startHint(name, status.reason ?? '') };
}
