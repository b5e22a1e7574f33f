import type { DescribeVpcEndpointsCommandInput, DescribeVpcEndpointsCommandOutput } from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import type { Ec2 } from '../ec2.js';
import type { FilterTable } from '../filters.js';
import type { VpcEndpoint } from '../model.js';
import { select } from '../select.js';
import { describedEndpoint, endpointState } from '../vpc-endpoint/described-endpoint.js';
import { liveEndpoints } from '../vpc-endpoint/live-endpoints.js';

const filters = (ec2: Ec2): FilterTable<VpcEndpoint> => ({
  'vpc-endpoint-id': (endpoint) => [endpoint.id],
  'vpc-endpoint-type': (endpoint) => [endpoint.type],
  'vpc-endpoint-state': (endpoint) => [endpointState(ec2, endpoint)],
  'vpc-id': (endpoint) => [endpoint.vpcId],
  'service-name': (endpoint) => [endpoint.serviceName],
});

export function describeVpcEndpoints(ec2: Ec2): Handler<DescribeVpcEndpointsCommandInput, DescribeVpcEndpointsCommandOutput> {
  return (input) => {
    liveEndpoints(ec2);
    const { items, nextToken } = select(ec2.endpoints, 'endpoint', { ...input, ids: input.VpcEndpointIds }, filters(ec2));
    return { VpcEndpoints: items.map((endpoint) => describedEndpoint(ec2, endpoint)), NextToken: nextToken };
  };
}
