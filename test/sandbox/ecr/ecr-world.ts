import { ECRClient } from '@aws-sdk/client-ecr';
import { startRegistryWorld } from '../registry/registry-world.js';
import type { RegistryWorld } from '../registry/registry-world.js';

export interface EcrWorld extends RegistryWorld {
  readonly ecr: ECRClient;
}

/** A sandbox with ECR only and the SDK's own client to it. */
export async function startEcrWorld(): Promise<EcrWorld> {
  const world = await startRegistryWorld({ now: Date.now() });
  const ecr = new ECRClient(world.clientConfig);
  // Signatures are of the sandbox's time, whatever the clock of this machine says and the SDK makes of it.
  Object.defineProperty(ecr.config, 'systemClockOffset', { get: () => world.clock.now() - Date.now(), set: () => undefined });
  return {
    ...world,
    ecr,
    stop: async () => {
      ecr.destroy();
      await world.stop();
    },
  };
}
