import type { ContainerEngine } from '../containers/engine.js';
import type { ServiceFactories } from './service-host.js';

/** Every service of the sandbox, each loaded when it is first asked for. */
export function createServiceFactories(engine: ContainerEngine): Required<ServiceFactories> {
  return {
    cloudformation: async (context) => (await import('./cloudformation/service.js')).createCloudformationService(context),
    dynamodb: async (context) => (await import('./dynamodb/service.js')).createDynamodbService(context),
    ec2: async (context) => (await import('./ec2/service.js')).createEc2Service(context),
    ecr: async (context) => (await import('./ecr/service.js')).createEcrService(context),
    ecs: async (context) => (await import('./ecs/service.js')).createEcsService(context, { engine }),
    elbv2: async (context) => (await import('./elbv2/service.js')).createElbv2Service(context),
    iam: async (context) => (await import('./iam/service.js')).createIamService(context),
    logs: async (context) => (await import('./logs/service.js')).createLogsService(context),
    sts: async (context) => (await import('./sts/service.js')).createStsService(context),
    tagging: async (context) => (await import('./tagging/service.js')).createTaggingService(context),
  };
}
