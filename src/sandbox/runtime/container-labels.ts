import { createHash } from 'node:crypto';
import type { SandboxContext } from '../context.js';

export const sandboxLabel = 'boyacky-lab.sandbox';
export const taskLabel = 'boyacky-lab.task';
export const clusterLabel = 'boyacky-lab.cluster';

/**
 * Tells this sandbox's containers from those of others on this machine. Made from the folder of its state, so
 * that the same sandbox knows them again after its state was thrown away.
 */
export function sandboxIdOf(context: SandboxContext): string {
  return createHash('sha256').update(context.directory('ecs')).digest('hex').slice(0, 16);
}
