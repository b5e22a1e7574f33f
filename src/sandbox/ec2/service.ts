import {
  AssociateRouteTable$,
  AttachInternetGateway$,
  AuthorizeSecurityGroupEgress$,
  AuthorizeSecurityGroupIngress$,
  CreateInternetGateway$,
  CreateNetworkInterface$,
  CreateRoute$,
  CreateRouteTable$,
  CreateSecurityGroup$,
  CreateSubnet$,
  CreateTags$,
  CreateVpc$,
  CreateVpcEndpoint$,
  DeleteInternetGateway$,
  DeleteNetworkInterface$,
  DeleteRoute$,
  DeleteRouteTable$,
  DeleteSecurityGroup$,
  DeleteSubnet$,
  DeleteTags$,
  DeleteVpc$,
  DeleteVpcEndpoints$,
  DescribeAccountAttributes$,
  DescribeAvailabilityZones$,
  DescribeInternetGateways$,
  DescribeManagedPrefixLists$,
  DescribeNetworkInterfaces$,
  DescribePrefixLists$,
  DescribeRegions$,
  DescribeRouteTables$,
  DescribeSecurityGroupRules$,
  DescribeSecurityGroups$,
  DescribeSubnets$,
  DescribeTags$,
  DescribeVpcAttribute$,
  DescribeVpcEndpoints$,
  DescribeVpcEndpointServices$,
  DescribeVpcs$,
  DetachInternetGateway$,
  DisassociateRouteTable$,
  ModifySubnetAttribute$,
  ModifyVpcAttribute$,
  RevokeSecurityGroupEgress$,
  RevokeSecurityGroupIngress$,
} from '@aws-sdk/client-ec2';
import { AwsError } from '../aws-error.js';
import type { SandboxContext } from '../context.js';
import { operation, type Handler, type Operation, type Service } from '../service.js';
import { openEc2 } from './ec2.js';
import { authorizeSecurityGroup } from './operations/authorize-security-group.js';
import { createNetworkInterface } from './operations/create-network-interface.js';
import { createSecurityGroup } from './operations/create-security-group.js';
import { createSubnet } from './operations/create-subnet.js';
import { createVpcEndpoint } from './operations/create-vpc-endpoint.js';
import { createVpc } from './operations/create-vpc.js';
import { deleteNetworkInterface } from './operations/delete-network-interface.js';
import { deleteSecurityGroup } from './operations/delete-security-group.js';
import { deleteSubnet } from './operations/delete-subnet.js';
import { deleteVpcEndpoints } from './operations/delete-vpc-endpoints.js';
import { deleteVpc } from './operations/delete-vpc.js';
import { describeAccountAttributes, describeAvailabilityZones, describeRegions } from './operations/describe-account.js';
import { describeNetworkInterfaces } from './operations/describe-network-interfaces.js';
import { describeManagedPrefixLists, describePrefixLists } from './operations/describe-prefix-lists.js';
import { describeSecurityGroupRules } from './operations/describe-security-group-rules.js';
import { describeSecurityGroups } from './operations/describe-security-groups.js';
import { describeSubnets } from './operations/describe-subnets.js';
import { describeVpcEndpointServices } from './operations/describe-vpc-endpoint-services.js';
import { describeVpcEndpoints } from './operations/describe-vpc-endpoints.js';
import { describeVpcs } from './operations/describe-vpcs.js';
import { attachInternetGateway, detachInternetGateway } from './operations/internet-gateway-attachment.js';
import { createInternetGateway, deleteInternetGateway, describeInternetGateways } from './operations/internet-gateways.js';
import { modifySubnetAttribute } from './operations/modify-subnet-attribute.js';
import { revokeSecurityGroup } from './operations/revoke-security-group.js';
import { associateRouteTable, disassociateRouteTable } from './operations/route-table-associations.js';
import { createRouteTable, deleteRouteTable, describeRouteTables } from './operations/route-tables.js';
import { createRoute, deleteRoute } from './operations/routes.js';
import { createTags, deleteTags, describeTags } from './operations/tags.js';
import { describeVpcAttribute, modifyVpcAttribute } from './operations/vpc-attributes.js';
import { taggedResources } from './tagged.js';

/** EC2 as far as networks go: what Boyacky's template makes, and what load balancers and tasks need of it. */
export function createEc2Service(context: SandboxContext): Service {
  const ec2 = openEc2(context);
  return {
    name: 'ec2',
    operations: {
      AssociateRouteTable: unlessDryRun(AssociateRouteTable$, associateRouteTable(ec2)),
      AttachInternetGateway: unlessDryRun(AttachInternetGateway$, attachInternetGateway(ec2)),
      AuthorizeSecurityGroupEgress: unlessDryRun(AuthorizeSecurityGroupEgress$, authorizeSecurityGroup(ec2, true)),
      AuthorizeSecurityGroupIngress: unlessDryRun(AuthorizeSecurityGroupIngress$, authorizeSecurityGroup(ec2, false)),
      CreateInternetGateway: unlessDryRun(CreateInternetGateway$, createInternetGateway(ec2)),
      CreateNetworkInterface: unlessDryRun(CreateNetworkInterface$, createNetworkInterface(ec2)),
      CreateRoute: unlessDryRun(CreateRoute$, createRoute(ec2)),
      CreateRouteTable: unlessDryRun(CreateRouteTable$, createRouteTable(ec2)),
      CreateSecurityGroup: unlessDryRun(CreateSecurityGroup$, createSecurityGroup(ec2)),
      CreateSubnet: unlessDryRun(CreateSubnet$, createSubnet(ec2)),
      CreateTags: unlessDryRun(CreateTags$, createTags(ec2)),
      CreateVpc: unlessDryRun(CreateVpc$, createVpc(ec2)),
      CreateVpcEndpoint: unlessDryRun(CreateVpcEndpoint$, createVpcEndpoint(ec2)),
      DeleteInternetGateway: unlessDryRun(DeleteInternetGateway$, deleteInternetGateway(ec2)),
      DeleteNetworkInterface: unlessDryRun(DeleteNetworkInterface$, deleteNetworkInterface(ec2)),
      DeleteRoute: unlessDryRun(DeleteRoute$, deleteRoute(ec2)),
      DeleteRouteTable: unlessDryRun(DeleteRouteTable$, deleteRouteTable(ec2)),
      DeleteSecurityGroup: unlessDryRun(DeleteSecurityGroup$, deleteSecurityGroup(ec2)),
      DeleteSubnet: unlessDryRun(DeleteSubnet$, deleteSubnet(ec2)),
      DeleteTags: unlessDryRun(DeleteTags$, deleteTags(ec2)),
      DeleteVpc: unlessDryRun(DeleteVpc$, deleteVpc(ec2)),
      DeleteVpcEndpoints: unlessDryRun(DeleteVpcEndpoints$, deleteVpcEndpoints(ec2)),
      DescribeAccountAttributes: unlessDryRun(DescribeAccountAttributes$, describeAccountAttributes()),
      DescribeAvailabilityZones: unlessDryRun(DescribeAvailabilityZones$, describeAvailabilityZones(ec2)),
      DescribeInternetGateways: unlessDryRun(DescribeInternetGateways$, describeInternetGateways(ec2)),
      DescribeManagedPrefixLists: unlessDryRun(DescribeManagedPrefixLists$, describeManagedPrefixLists(ec2)),
      DescribeNetworkInterfaces: unlessDryRun(DescribeNetworkInterfaces$, describeNetworkInterfaces(ec2)),
      DescribePrefixLists: unlessDryRun(DescribePrefixLists$, describePrefixLists(ec2)),
      DescribeRegions: unlessDryRun(DescribeRegions$, describeRegions(ec2)),
      DescribeRouteTables: unlessDryRun(DescribeRouteTables$, describeRouteTables(ec2)),
      DescribeSecurityGroupRules: unlessDryRun(DescribeSecurityGroupRules$, describeSecurityGroupRules(ec2)),
      DescribeSecurityGroups: unlessDryRun(DescribeSecurityGroups$, describeSecurityGroups(ec2)),
      DescribeSubnets: unlessDryRun(DescribeSubnets$, describeSubnets(ec2)),
      DescribeTags: unlessDryRun(DescribeTags$, describeTags(ec2)),
      DescribeVpcAttribute: unlessDryRun(DescribeVpcAttribute$, describeVpcAttribute(ec2)),
      DescribeVpcEndpoints: unlessDryRun(DescribeVpcEndpoints$, describeVpcEndpoints(ec2)),
      DescribeVpcEndpointServices: unlessDryRun(DescribeVpcEndpointServices$, describeVpcEndpointServices(ec2)),
      DescribeVpcs: unlessDryRun(DescribeVpcs$, describeVpcs(ec2)),
      DetachInternetGateway: unlessDryRun(DetachInternetGateway$, detachInternetGateway(ec2)),
      DisassociateRouteTable: unlessDryRun(DisassociateRouteTable$, disassociateRouteTable(ec2)),
      ModifySubnetAttribute: operation(ModifySubnetAttribute$, modifySubnetAttribute(ec2)),
      ModifyVpcAttribute: operation(ModifyVpcAttribute$, modifyVpcAttribute(ec2)),
      RevokeSecurityGroupEgress: unlessDryRun(RevokeSecurityGroupEgress$, revokeSecurityGroup(ec2, true)),
      RevokeSecurityGroupIngress: unlessDryRun(RevokeSecurityGroupIngress$, revokeSecurityGroup(ec2, false)),
    },
    taggedResources: () => taggedResources(ec2),
  };
}

/** An operation that answers DryRun as AWS does when nothing forbids the request. */
function unlessDryRun<Input extends { DryRun?: boolean | undefined }, Output>(schema: unknown, handle: Handler<Input, Output>): Operation {
  return operation<Input, Output>(schema, (input, request) => {
    if (input.DryRun === true) throw new AwsError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', { status: 412 });
    return handle(input, request);
  });
}
