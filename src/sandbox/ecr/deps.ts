import type { SandboxContext } from '../context.js';
import type { Registry } from '../registry/registry.js';

/** What every operation of ECR is built from. */
export interface EcrDeps {
  readonly context: SandboxContext;
  readonly registry: Registry;
}
