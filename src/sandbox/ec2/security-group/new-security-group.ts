import { newId } from '../ids.js';
import type { SecurityGroup } from '../model.js';

/** A group as EC2 makes it: nothing may come in, everything may go out. */
export function newSecurityGroup(group: Pick<SecurityGroup, 'vpcId' | 'name' | 'description' | 'tags'>): SecurityGroup {
  const everythingOut = { id: newId('sgr'), egress: true, protocol: '-1', peer: { cidr: '0.0.0.0/0' }, tags: {} };
  return { ...group, id: newId('sg'), rules: [everythingOut] };
}
