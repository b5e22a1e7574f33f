import type { RouteTable } from '../model.js';

/** A VPC's main route table bears an association that names no subnet. */
export function isMain(table: RouteTable): boolean {
  return table.associations.some((association) => association.subnetId === undefined);
}
