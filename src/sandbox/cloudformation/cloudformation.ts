import type { SandboxContext } from '../context.js';
import { createEngine, type Engine } from './engine/engine.js';
import type { Provider } from './providers/provider.js';
import { providers as knownProviders } from './providers/providers.js';
import { openStacks, type Stacks } from './stacks.js';

/** What every operation of CloudFormation works on. */
export interface Cloudformation {
  readonly context: SandboxContext;
  readonly stacks: Stacks;
  readonly engine: Engine;
  readonly providers: ReadonlyMap<string, Provider>;
}

export function openCloudformation(context: SandboxContext, providers = knownProviders): Cloudformation {
  const stacks = openStacks(context);
  return { context, stacks, providers, engine: createEngine(context, stacks, providers) };
}
