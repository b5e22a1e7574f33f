import type { DeleteVpcCommandInput, DeleteVpcCommandOutput } from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import { hasDependencies } from '../errors.js';
import { isMain } from '../route-table/is-main.js';
import { liveEndpoints } from '../vpc-endpoint/live-endpoints.js';

/** Deletes a VPC with what came with it; anything made in it since must be gone first. */
export function deleteVpc(ec2: Ec2): Handler<DeleteVpcCommandInput, DeleteVpcCommandOutput> {
  return ({ VpcId = '' }) => {
    const vpc = find(ec2.vpcs, 'vpc', VpcId);
    const inVpc = <T extends { readonly vpcId?: string }>(items: readonly T[]) => items.filter((item) => item.vpcId === vpc.id);
    const groups = inVpc(ec2.groups.values());
    const tables = inVpc(ec2.routeTables.values());
    const used = [
      ...inVpc(ec2.subnets.values()),
      ...inVpc(ec2.gateways.values()),
      ...inVpc(liveEndpoints(ec2)),
      ...inVpc(ec2.interfaces.values()),
      ...groups.filter((group) => group.name !== 'default'),
      ...tables.filter((table) => !isMain(table)),
    ];
    if (used.length > 0) throw hasDependencies('vpc', vpc.id);
    for (const group of groups) ec2.groups.delete(group.id);
    for (const table of tables) ec2.routeTables.delete(table.id);
    ec2.vpcs.delete(vpc.id);
    return {};
  };
}
