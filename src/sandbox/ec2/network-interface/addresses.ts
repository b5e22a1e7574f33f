import { AwsError } from '../../aws-error.js';
import { contains, formatAddress, parseCidr, sizeOf } from '../cidr.js';
import type { Ec2 } from '../ec2.js';
import { invalidValue } from '../errors.js';
import type { Subnet } from '../model.js';

/** Network, router, DNS, one held back, and broadcast: AWS keeps the first four addresses and the last. */
const reservedAtStart = 4;
const reservedAtEnd = 1;

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
export function freeAddressCount(ec2: Ec2, subnet: Subnet): number {
  const cidr = parseCidr(subnet.cidr);
  return cidr ? sizeOf(cidr) - reservedAtStart - reservedAtEnd - takenAddresses(ec2, subnet).size : 0;
}

/**
 * A free private address of the subnet: the wanted one, or the lowest one after the address given last, so that
 * an address just freed is not at once somebody else's.
 */
export function allocateAddress(ec2: Ec2, subnet: Subnet, wanted?: string): string {
  const cidr = parseCidr(subnet.cidr);
  if (!cidr) throw new Error(`Subnet ${subnet.id} has the unreadable block ${subnet.cidr}`);
  const taken = takenAddresses(ec2, subnet);
  if (wanted !== undefined) {
    const address = parseCidr(`${wanted}/32`);
    if (!address || !contains(cidr, address)) throw invalidValue(`Address does not fall within the subnet's address range`);
    if (taken.has(wanted)) throw new AwsError('InvalidIPAddress.InUse', `The specified address is already in use.`);
    return wanted;
  }
  const count = sizeOf(cidr) - reservedAtStart - reservedAtEnd;
  const cursor = ec2.context.store.collection<number>('ec2.address-cursors');
  const start = cursor.get(subnet.id) ?? 0;
  for (let step = 0; step < count; step += 1) {
    const position = (start + step) % count;
    const address = formatAddress(cidr.base + reservedAtStart + position);
    if (taken.has(address)) continue;
    cursor.set(subnet.id, position + 1);
    return address;
  }
  throw new AwsError('InsufficientFreeAddressesInSubnet', `The specified subnet does not have enough free addresses to satisfy the request.`);
}

function takenAddresses(ec2: Ec2, subnet: Subnet): Set<string> {
  return new Set(
    ec2.interfaces
      .values()
      .filter((one) => one.subnetId === subnet.id)
      .map((one) => one.privateIp),
  );
}
