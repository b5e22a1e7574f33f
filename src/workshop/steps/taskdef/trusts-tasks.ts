import type { PolicyDocument, Role } from '../../../aws/roles.js';

const tasksPrincipal = 'ecs-tasks.amazonaws.com';

/** Who may put the role on: tasks of ECS, nobody else. */
export const tasksTrust: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: tasksPrincipal }, Action: 'sts:AssumeRole' }],
};

export function trustsTasks(role: Role): boolean {
  return role.trust.Statement.some(({ Effect, Principal }) => Effect === 'Allow' && [Principal?.Service ?? []].flat().includes(tasksPrincipal));
}

/** Whom a role trusts, for a message: "ec2.amazonaws.com". */
export function trustedServices(role: Role): string {
  const services = role.trust.Statement.flatMap(({ Principal }) => Object.values(Principal ?? {}).flat());
  return services.length === 0 ? '—' : services.join(', ');
}
