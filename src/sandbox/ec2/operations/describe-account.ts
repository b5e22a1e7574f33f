import type {
  AvailabilityZone,
  DescribeAccountAttributesCommandInput,
  DescribeAccountAttributesCommandOutput,
  DescribeAvailabilityZonesCommandInput,
  DescribeAvailabilityZonesCommandOutput,
  DescribeRegionsCommandInput,
  DescribeRegionsCommandOutput,
} from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import type { Ec2 } from '../ec2.js';
import { applyFilters, type FilterTable } from '../filters.js';
import { zonesOf, type Zone } from '../zones.js';

/** The account has no default VPC, and says so as AWS does: "none". */
export function describeAccountAttributes(): Handler<DescribeAccountAttributesCommandInput, DescribeAccountAttributesCommandOutput> {
  const attributes = {
    'default-vpc': 'none',
    'supported-platforms': 'VPC',
    'max-instances': '20',
    'vpc-max-security-groups-per-interface': '5',
    'max-elastic-ips': '5',
    'vpc-max-elastic-ips': '5',
  };
  return ({ AttributeNames: names = [] }) => ({
    AccountAttributes: Object.entries(attributes)
      .filter(([name]) => names.length === 0 || names.some((wanted) => wanted === name))
      .map(([AttributeName, AttributeValue]) => ({ AttributeName, AttributeValues: [{ AttributeValue }] })),
  });
}

const zoneFilters = (region: string): FilterTable<Zone & { readonly tags: Record<string, string> }> => ({
  'zone-name': (zone) => [zone.name],
  'zone-id': (zone) => [zone.id],
  'zone-type': () => ['availability-zone'],
  'region-name': () => [region],
  'group-name': () => [region],
  'opt-in-status': () => ['opt-in-not-required'],
  state: () => ['available'],
});

export function describeAvailabilityZones(ec2: Ec2): Handler<DescribeAvailabilityZonesCommandInput, DescribeAvailabilityZonesCommandOutput> {
  return ({ ZoneNames: names = [], ZoneIds: ids = [], Filters }) => {
    const { account } = ec2.context;
    const all = zonesOf(account);
    for (const name of names) if (!all.some((zone) => zone.name === name)) throw invalidZone(name);
    for (const id of ids) if (!all.some((zone) => zone.id === id)) throw invalidZone(id);
    const named = all.filter(({ name, id }) => (names.length === 0 || names.includes(name)) && (ids.length === 0 || ids.includes(id)));
    const zones = applyFilters(named.map((zone) => ({ ...zone, tags: {} })), Filters, zoneFilters(account.region));
    return {
      AvailabilityZones: zones.map(
        (zone): AvailabilityZone => ({
          ZoneName: zone.name,
          ZoneId: zone.id,
          ZoneType: 'availability-zone',
          RegionName: account.region,
          GroupName: account.region,
          NetworkBorderGroup: account.region,
          OptInStatus: 'opt-in-not-required',
          State: 'available',
          Messages: [],
        }),
      ),
    };
  };
}

/** The sandbox is one region; it answers for that one only. */
export function describeRegions(ec2: Ec2): Handler<DescribeRegionsCommandInput, DescribeRegionsCommandOutput> {
  return ({ RegionNames: names = [] }) => {
    const { region } = ec2.context.account;
    const stranger = names.find((name) => name !== region);
    if (stranger !== undefined) throw new AwsError('InvalidParameterValue', `Invalid value '${stranger}' for region-names.`);
    return { Regions: [{ RegionName: region, Endpoint: `ec2.${region}.amazonaws.com`, OptInStatus: 'opt-in-not-required' }] };
  };
}

function invalidZone(name: string): AwsError {
  return new AwsError('InvalidParameterValue', `Invalid availability zone: [${name}]`);
}
