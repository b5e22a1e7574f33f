import { AwsError } from './aws-error.js';
import type { SandboxContext } from './context.js';
import type { HttpRoute, Service, ServiceName, TaggedResource } from './service.js';

/** Builds a service on first use, so that a sandbox answers before all of them are loaded. */
export type ServiceFactories = Readonly<Partial<Record<ServiceName, (context: SandboxContext) => Promise<Service>>>>;

export interface ServiceHost {
  /** Rejects with 501 for a service this sandbox does not have. */
  get(name: ServiceName): Promise<Service>;
  call<Input, Output>(name: ServiceName, operation: string, input: Input): Promise<Output>;
  taggedResources(): Promise<readonly TaggedResource[]>;
  /** The route that takes this path, whichever service it belongs to. */
  routeFor(path: string): Promise<HttpRoute | undefined>;
  startAll(): Promise<void>;
  stopAll(): Promise<void>;
}

/** Order of the first load and start: a service comes after those that it asks while starting. */
const startOrder: readonly ServiceName[] = ['sts', 'iam', 'ec2', 'logs', 'ecr', 'dynamodb', 'elbv2', 'ecs', 'cloudformation', 'tagging'];

/** Which service serves a path that is not of the AWS protocols. */
const routedServices: readonly (readonly [prefix: string, ServiceName])[] = [
  ['/v2/', 'ecr'],
  ['/_sandbox/listeners', 'elbv2'],
  ['/_sandbox/roll-outs', 'ecs'],
];

export function createServiceHost(factories: ServiceFactories, context: SandboxContext): ServiceHost {
  const loaded = new Map<ServiceName, Promise<Service>>();
  const started: Service[] = [];

  const get = (name: ServiceName): Promise<Service> => {
    const factory = factories[name];
    if (factory === undefined) return Promise.reject(new AwsError('NotImplemented', `This sandbox has no ${name}.`, { status: 501 }));
    const service = loaded.get(name) ?? factory(context);
    loaded.set(name, service);
    return service;
  };
  const present = startOrder.filter((name) => factories[name] !== undefined);

  return {
    get,
    call: async <Input, Output>(name: ServiceName, operation: string, input: Input) => {
      const service = await get(name);
      const found = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
      if (found === undefined) throw new AwsError('NotImplemented', `The sandbox does not implement ${name}:${operation}.`, { status: 501 });
      return (await found.handle(input as never, { requestId: 'sandbox', principal: itself(context.account.id) })) as Output;
    },
    taggedResources: async () => {
      const services = await Promise.all(present.map((name) => get(name)));
      return services.flatMap((service) => service.taggedResources?.() ?? []);
    },
    routeFor: async (path) => {
      const name = routedServices.find(([prefix]) => path.startsWith(prefix) || `${path}/` === prefix)?.[1];
      if (name === undefined || factories[name] === undefined) return undefined;
      const service = await get(name);
      return service.httpRoutes?.find(({ prefix }) => path.startsWith(prefix) || `${path}/` === prefix);
    },
    startAll: async () => {
      for (const name of present) {
        try {
          const service = await get(name);
          started.push(service);
          await service.start?.();
        } catch (error) {
          context.log(`${name} did not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        }
      }
    },
    stopAll: async () => {
      for (const service of started.reverse()) await service.stop?.();
    },
  };
}

function itself(accountId: string) {
  return { kind: 'service', arn: `arn:aws:iam::${accountId}:root`, userId: accountId } as const;
}
