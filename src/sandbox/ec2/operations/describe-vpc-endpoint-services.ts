import type { DescribeVpcEndpointServicesCommandInput, DescribeVpcEndpointServicesCommandOutput } from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import type { Ec2 } from '../ec2.js';
import { applyFilters, type FilterTable } from '../filters.js';
import { endpointServices, type EndpointService } from '../vpc-endpoint/endpoint-services.js';

type Listed = EndpointService & { readonly tags: Record<string, string> };

const filters: FilterTable<Listed> = {
  'service-name': (service) => [service.name],
  'service-type': (service) => service.types,
  owner: () => ['amazon'],
};

export function describeVpcEndpointServices(
  ec2: Ec2,
): Handler<DescribeVpcEndpointServicesCommandInput, DescribeVpcEndpointServicesCommandOutput> {
  return ({ ServiceNames: names = [], Filters }) => {
    const { region, zones } = ec2.context.account;
    const all = endpointServices(region).map((service) => ({ ...service, tags: {} }));
    for (const name of names) {
      if (!all.some((service) => service.name === name)) throw new AwsError('InvalidServiceName', `The Vpc Endpoint Service '${name}' does not exist`);
    }
    const services = applyFilters<Listed>(names.length === 0 ? all : all.filter((service) => names.includes(service.name)), Filters, filters);
    return {
      ServiceNames: services.map((service) => service.name),
      ServiceDetails: services.map((service) => ({
        ServiceName: service.name,
        ServiceType: service.types.map((ServiceType) => ({ ServiceType })),
        AvailabilityZones: [...zones],
        Owner: 'amazon',
        PrivateDnsName: service.types.includes('Interface') ? service.privateDnsName : undefined,
        VpcEndpointPolicySupported: true,
        AcceptanceRequired: false,
      })),
    };
  };
}
