import type { Elbv2 } from './elbv2.js';
import { rulesOf } from './find.js';

/** Closes a listener's port and forgets it with its rules; target groups stay. */
export function removeListener(elbv2: Elbv2, arn: string): void {
  for (const rule of rulesOf(elbv2, arn)) elbv2.rules.delete(rule.arn);
  elbv2.listeners.delete(arn);
  elbv2.plane.closeListener(arn);
}
