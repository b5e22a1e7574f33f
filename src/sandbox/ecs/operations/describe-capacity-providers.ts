import type { DescribeCapacityProvidersCommandInput, DescribeCapacityProvidersCommandOutput } from '@aws-sdk/client-ecs';
import type { Handler } from '../../service.js';
import { ecsArn, lastPart } from '../arn.js';
import { fargateProviders } from '../check-placement.js';
import type { Ecs } from '../ecs.js';
import { pageOf } from '../page.js';

export function describeCapacityProviders({ context }: Ecs): Handler<DescribeCapacityProvidersCommandInput, DescribeCapacityProvidersCommandOutput> {
  return (input) => {
    const asked = input.capacityProviders?.map(lastPart) ?? fargateProviders;
    const { items, nextToken } = pageOf(asked.filter((name) => fargateProviders.includes(name)), input, 10);
    return {
      capacityProviders: items.map((name) => ({
        capacityProviderArn: ecsArn(context, `capacity-provider/${name}`),
        name,
        status: 'ACTIVE',
        type: name === 'FARGATE' ? 'FARGATE' : 'FARGATE_SPOT',
        tags: [],
      })),
      failures: asked
        .filter((name) => !fargateProviders.includes(name))
        .map((name) => ({ arn: ecsArn(context, `capacity-provider/${name}`), reason: 'MISSING' })),
      nextToken,
    };
  };
}
