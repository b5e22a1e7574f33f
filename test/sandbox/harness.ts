import type { ContainerEngine } from '../../src/containers/engine.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.js';
import { createServiceFactories } from '../../src/sandbox/service-factories.js';
import type { ServiceFactories } from '../../src/sandbox/service-host.js';
import type { ServiceName } from '../../src/sandbox/service.js';

export interface TestSandbox {
  readonly sandbox: Sandbox;
  /** For any SDK client: `new ECSClient(clientConfig)`. */
  readonly clientConfig: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  stop(): Promise<void>;
}

export interface TestSandboxOptions extends Omit<SandboxOptions, 'services'> {
  /** Which services it has; default: all. */
  readonly services?: readonly ServiceName[];
  /** Replaces or adds services by name. */
  readonly factories?: ServiceFactories;
  /** What runs the tasks; without one, a task that would start fails the test. */
  readonly engine?: ContainerEngine;
}

/** A sandbox in this process, in memory unless `stateDir` is given, on any free port. */
export async function startTestSandbox(options: TestSandboxOptions = {}): Promise<TestSandbox> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const all = { ...createServiceFactories(options.engine ?? noEngine()), ...options.factories };
  const services: ServiceFactories = Object.fromEntries(
    Object.entries(all).filter(([name]) => options.services === undefined || options.services.includes(name as ServiceName) || name in (options.factories ?? {})),
  );
  const sandbox = await startSandbox({ ...options, services });
  const { accessKeyId, secretAccessKey } = sandbox.owner;
  return {
    sandbox,
    clientConfig: {
      endpoint: sandbox.url,
      region: sandbox.context.account.region,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 1,
    },
    stop: () => sandbox.stop(),
  };
}

function noEngine(): ContainerEngine {
  return new Proxy({} as ContainerEngine, {
    get: (_, property) => {
      if (property === 'isolation') return 'process';
      if (property === 'name') return 'practice';
      return () => Promise.reject(new Error(`this test gave the sandbox no container engine, yet ${String(property)} was called`));
    },
  });
}
