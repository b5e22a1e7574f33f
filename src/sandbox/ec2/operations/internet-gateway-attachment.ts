import type {
  AttachInternetGatewayCommandInput,
  AttachInternetGatewayCommandOutput,
  DetachInternetGatewayCommandInput,
  DetachInternetGatewayCommandOutput,
} from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import { dependencyViolation, invalidValue } from '../errors.js';

export function attachInternetGateway(ec2: Ec2): Handler<AttachInternetGatewayCommandInput, AttachInternetGatewayCommandOutput> {
  return ({ InternetGatewayId = '', VpcId = '' }) => {
    const gateway = find(ec2.gateways, 'gateway', InternetGatewayId);
    const vpc = find(ec2.vpcs, 'vpc', VpcId);
    if (gateway.vpcId !== undefined) {
      throw new AwsError('Resource.AlreadyAssociated', `resource ${gateway.id} is already attached to network ${gateway.vpcId}`);
    }
    if (ec2.gateways.values().some((other) => other.vpcId === vpc.id)) {
      throw invalidValue(`Network ${vpc.id} already has an internet gateway attached`);
    }
    ec2.gateways.update(gateway.id, { vpcId: vpc.id });
    return {};
  };
}

/** Refused while something in the VPC, an internet-facing load balancer say, has a public address. */
export function detachInternetGateway(ec2: Ec2): Handler<DetachInternetGatewayCommandInput, DetachInternetGatewayCommandOutput> {
  return ({ InternetGatewayId = '', VpcId = '' }) => {
    const gateway = find(ec2.gateways, 'gateway', InternetGatewayId);
    const vpc = find(ec2.vpcs, 'vpc', VpcId);
    if (gateway.vpcId !== vpc.id) {
      throw new AwsError('Gateway.NotAttached', `resource ${gateway.id} is not attached to network ${vpc.id}`);
    }
    const isPublic = (requester: string | undefined) => requester === 'amazon-elb';
    if (ec2.interfaces.values().some((one) => one.vpcId === vpc.id && isPublic(one.requesterId))) {
      throw dependencyViolation(
        `Network ${vpc.id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
      );
    }
    ec2.gateways.set(gateway.id, { id: gateway.id, tags: gateway.tags });
    return {};
  };
}
