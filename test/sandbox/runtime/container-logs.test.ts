import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/sandbox/aws-error.js';
import type { SandboxContext } from '../../../src/sandbox/context.js';
import { createLogStream } from '../../../src/sandbox/runtime/container-logs.js';
import type { ContainerSpec, TaskSpec } from '../../../src/sandbox/runtime/task-runtime.js';

/** A sandbox that has some log groups, and an execution role that may do some things. */
function sandboxWith({ groups, allowed }: { groups: string[]; allowed: readonly string[] }) {
  const call = (service: string, operation: string, input: { ActionNames?: string[]; logGroupName?: string }) => {
    if (service === 'iam') return Promise.resolve({ EvaluationResults: [{ EvalDecision: allowed.includes(input.ActionNames?.[0] ?? '') ? 'allowed' : 'implicitDeny' }] });
    if (operation === 'CreateLogGroup') groups.push(input.logGroupName ?? '');
    else if (!groups.includes(input.logGroupName ?? '')) return Promise.reject(new AwsError('ResourceNotFoundException', 'The specified log group does not exist.'));
    return Promise.resolve({});
  };
  return { account: { id: '123456789012', region: 'ap-northeast-1', zones: [] }, call } as unknown as SandboxContext;
}

const task = { taskId: '0123', executionRoleArn: 'arn:aws:iam::123456789012:role/ecsTaskExecutionRole' } as TaskSpec;
const container = (createGroup: boolean) => ({ name: 'web', logs: { group: '/ecs/brand-new', region: 'ap-northeast-1', streamPrefix: 'ecs', createGroup } }) as unknown as ContainerSpec;
const streams = ['logs:CreateLogStream'];

describe('awslogs-create-group', () => {
  it('takes a permission of its own, and the refusal is told as AWS tells it', async () => {
    const groups: string[] = [];
    await expect(createLogStream(sandboxWith({ groups, allowed: streams }), task, container(true))).rejects.toMatchObject({
      message:
        'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log group: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/ecsTaskExecutionRole/0123 is not authorized to perform: logs:CreateLogGroup on resource: arn:aws:logs:ap-northeast-1:123456789012:log-group:/ecs/brand-new:log-stream: because no identity-based policy allows the logs:CreateLogGroup action : exit status 1',
    });
    expect(groups).toEqual([]);
  });

  it('makes the group for a role that may', async () => {
    const groups: string[] = [];
    await createLogStream(sandboxWith({ groups, allowed: [...streams, 'logs:CreateLogGroup'] }), task, container(true));
    expect(groups).toEqual(['/ecs/brand-new']);
  });

  it('takes no permission where the group is there, and without it a missing group stays missing', async () => {
    await createLogStream(sandboxWith({ groups: ['/ecs/brand-new'], allowed: streams }), task, container(true));
    await expect(createLogStream(sandboxWith({ groups: [], allowed: streams }), task, container(false))).rejects.toMatchObject({ message: expect.stringContaining('The specified log group does not exist') as string });
  });
});
