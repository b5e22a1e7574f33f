import type {
  CreateInternetGatewayCommandInput,
  CreateInternetGatewayCommandOutput,
  DeleteInternetGatewayCommandInput,
  DeleteInternetGatewayCommandOutput,
  DescribeInternetGatewaysCommandInput,
  DescribeInternetGatewaysCommandOutput,
  InternetGateway as DescribedGateway,
} from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import { hasDependencies } from '../errors.js';
import type { FilterTable } from '../filters.js';
import { newId } from '../ids.js';
import type { InternetGateway } from '../model.js';
import { select } from '../select.js';
import { tagList, tagsOnCreate } from '../tags.js';

export function createInternetGateway(ec2: Ec2): Handler<CreateInternetGatewayCommandInput, CreateInternetGatewayCommandOutput> {
  return (input, request) => {
    const gateway: InternetGateway = { id: newId('igw'), tags: tagsOnCreate(input.TagSpecifications, 'internet-gateway', request) };
    ec2.gateways.set(gateway.id, gateway);
    return { InternetGateway: described(ec2, gateway) };
  };
}

const filters = (ec2: Ec2): FilterTable<InternetGateway> => ({
  'internet-gateway-id': (gateway) => [gateway.id],
  'attachment.vpc-id': (gateway) => [gateway.vpcId],
  'attachment.state': (gateway) => [gateway.vpcId === undefined ? undefined : 'available'],
  'owner-id': () => [ec2.context.account.id],
});

export function describeInternetGateways(ec2: Ec2): Handler<DescribeInternetGatewaysCommandInput, DescribeInternetGatewaysCommandOutput> {
  return (input) => {
    const { items, nextToken } = select(ec2.gateways, 'gateway', { ...input, ids: input.InternetGatewayIds }, filters(ec2));
    return { InternetGateways: items.map((gateway) => described(ec2, gateway)), NextToken: nextToken };
  };
}

export function deleteInternetGateway(ec2: Ec2): Handler<DeleteInternetGatewayCommandInput, DeleteInternetGatewayCommandOutput> {
  return ({ InternetGatewayId = '' }) => {
    const gateway = find(ec2.gateways, 'gateway', InternetGatewayId);
    if (gateway.vpcId !== undefined) throw hasDependencies('internetGateway', gateway.id);
    ec2.gateways.delete(gateway.id);
    return {};
  };
}

function described(ec2: Ec2, gateway: InternetGateway): DescribedGateway {
  return {
    InternetGatewayId: gateway.id,
    OwnerId: ec2.context.account.id,
    Attachments: gateway.vpcId === undefined ? [] : [{ VpcId: gateway.vpcId, State: 'available' as DescribedGatewayState }],
    Tags: tagList(gateway.tags),
  };
}

/** The SDK's enum lacks "available", which is what AWS answers for internet gateways. */
type DescribedGatewayState = NonNullable<NonNullable<DescribedGateway['Attachments']>[number]['State']>;
