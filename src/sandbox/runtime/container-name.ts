import { randomBytes } from 'node:crypto';

/** As the ECS agent names containers: "ecs-boyacky-taskdef-1-boyacky-web-app-" and 20 hex digits. */
export function containerNameOf(family: string, revision: number, container: string): string {
  return `ecs-${family}-${revision}-${container}-${randomBytes(10).toString('hex')}`;
}
