import { randomUUID } from 'node:crypto';
import type {
  DeleteServiceLinkedRoleCommandInput,
  DeleteServiceLinkedRoleCommandOutput,
  GetServiceLinkedRoleDeletionStatusCommandInput,
  GetServiceLinkedRoleDeletionStatusCommandOutput,
} from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { invalidInput, noSuchEntity, noSuchRole } from '../errors.js';
import { serviceLinkedRoleOf } from '../service-linked-roles.js';
import type { IamState } from '../state.js';

/** The deletion is a task, and fails when its service still has something that needs the role. */
export function deleteServiceLinkedRole(
  state: IamState,
): Handler<DeleteServiceLinkedRoleCommandInput, DeleteServiceLinkedRoleCommandOutput> {
  return async ({ RoleName: roleName = '' }) => {
    const role = state.roles.get(roleName);
    const known = serviceLinkedRoleOf({ roleName: role.roleName });
    if (!known || !role.path.startsWith('/aws-service-role/')) {
      throw invalidInput(`${role.roleName} is not a service-linked role: delete it with DeleteRole.`);
    }
    const taskId = `task${role.path}${role.roleName}/${randomUUID()}`;
    const inUse = known.inUse !== undefined && (await countInUse(state, known.inUse)) > 0;
    if (inUse) {
      const reason = `A service-linked role is still in use by resources of ${known.service}. Delete those resources first.`;
      state.deletionTasks.set(taskId, { taskId, status: 'FAILED', reason });
    } else {
      if (!state.roles.find(roleName)) throw noSuchRole(roleName);
      state.roles.delete(roleName);
      state.deletionTasks.set(taskId, { taskId, status: 'SUCCEEDED' });
    }
    return { DeletionTaskId: taskId };
  };
}

async function countInUse({ context }: IamState, use: { service: 'ecs' | 'elbv2'; operation: string; list: string }): Promise<number> {
  const answer = await context.call<object, Record<string, unknown>>(use.service, use.operation, {});
  const list = answer[use.list];
  return Array.isArray(list) ? list.length : 0;
}

export function getServiceLinkedRoleDeletionStatus({
  deletionTasks,
}: IamState): Handler<GetServiceLinkedRoleDeletionStatusCommandInput, GetServiceLinkedRoleDeletionStatusCommandOutput> {
  return ({ DeletionTaskId: taskId = '' }) => {
    const task = deletionTasks.get(taskId);
    if (!task) throw noSuchEntity(`The deletion task ${taskId} cannot be found.`);
    return { Status: task.status, ...(task.reason === undefined ? {} : { Reason: { Reason: task.reason } }) };
  };
}
