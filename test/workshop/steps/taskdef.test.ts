import { describe, expect, it } from 'vitest';
import type { TaskDefinition } from '../../../src/aws/task-definitions.js';
import { look } from '../../../src/workshop/look.js';
import { taskdefSteps } from '../../../src/workshop/steps/taskdef/index.js';
import { expectSolvable, wordsOf } from './support/drive.js';
import { begin, step, type LateContext } from './support-rollout/begin.js';

const tableArn = 'arn:aws:dynamodb:ap-northeast-1:123456789012:table/boyacky';
const trust = (service: string) => ({ Statement: [{ Effect: 'Allow' as const, Principal: { Service: service }, Action: 'sts:AssumeRole' }] });

describe('the steps of chapter 7', () => {
  it.each(taskdefSteps.filter(({ id }) => !['taskdef.read', 'taskdef.execution-policy'].includes(id)))('$id begins undone, is done once it is solved, and solving again changes nothing', async ({ id }) => {
    const late = await begin(id);
    expect(await look(step(id), late.context)).toMatchObject({ verdict: 'not-yet' });
    await expectSolvable(step(id), late);
  });

  it('put what they made on the ledger, under the names that the clean-up knows', async () => {
    const { context } = await begin('service.target-group');
    expect(context.ledger.open().map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'cluster boyacky-cluster',
      'role boyacky-task-role',
      'role ecsTaskExecutionRole',
      'task-definition boyacky-taskdef',
    ]);
  });
});

describe('taskdef.execution-policy', () => {
  const lookAt = async (late: LateContext) => look(step('taskdef.execution-policy'), late.context);

  it('shows what the policy allows, once it is attached', async () => {
    const late = await begin('taskdef.execution-policy');
    expect(wordsOf(await lookAt(late))).toContain('ecr:GetAuthorizationToken');
    late.ecs.roles.get('ecsTaskExecutionRole')?.attached.splice(0);
    expect(await lookAt(late)).toMatchObject({ verdict: 'not-yet', observed: { en: 'AmazonECSTaskExecutionRolePolicy is not attached' } });
    await expectSolvable(step('taskdef.execution-policy'), late);
  });

  it('says what to do first where there is no role', async () => {
    expect(await lookAt(await begin('taskdef.task-role'))).toMatchObject({ verdict: 'not-yet', fix: { en: 'First: boyacky-lab solve taskdef.execution-role' } });
  });
});

describe('taskdef.task-role', () => {
  const withPolicy = async (Action: string | string[], Resource: string | string[]) => {
    const late = await begin('taskdef.execution-role');
    late.ecs.roles.get('boyacky-task-role')?.inline.set('boyacky-table-access', { Statement: [{ Effect: 'Allow', Action, Resource }] });
    return late;
  };
  const right = ['dynamodb:DescribeTable', 'dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:Query'];

  it.each([
    ['dynamodb:*', [tableArn, `${tableArn}/index/*`], 'the action dynamodb:* is too broad'],
    [right, '*', 'the resource is *: it reaches every table'],
    [right, [tableArn], '/index/view_index is not allowed'],
    [right.slice(1), [tableArn, `${tableArn}/index/*`], 'dynamodb:DescribeTable is not allowed'],
    [[...right, 'dynamodb:DeleteTable'], [tableArn, `${tableArn}/index/*`], 'the action dynamodb:DeleteTable is too broad'],
    [right, [tableArn, `${tableArn}/index/*`, `${tableArn}-of-others`], 'is neither the table boyacky nor its index'],
  ])('refuses %s on %s, and solve puts it right', async (actions, resources, words) => {
    const late = await withPolicy(actions, resources);
    const verdict = await look(step('taskdef.task-role'), late.context);
    expect(verdict).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringContaining(words) } });
    await expectSolvable(step('taskdef.task-role'), late);
  });

  it('takes another way to say the same', async () => {
    const { context } = await withPolicy([...right, 'DynamoDB:GetItem'], [tableArn, `${tableArn}/index/*`]);
    expect(await look(step('taskdef.task-role'), context)).toMatchObject({ verdict: 'done' });
  });

  it('refuses AmazonDynamoDBFullAccess beside it', async () => {
    const { context, ecs } = await begin('taskdef.execution-role');
    ecs.roles.get('boyacky-task-role')?.attached.push('arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess');
    expect(wordsOf(await look(step('taskdef.task-role'), context))).toContain('AmazonDynamoDBFullAccess is attached');
  });

  it('names whom a role trusts instead of tasks', async () => {
    const { context } = await begin();
    await context.aws.roles.create({ name: 'boyacky-task-role', trust: trust('ec2.amazonaws.com'), description: '', tags: {} });
    expect(await look(step('taskdef.task-role'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'it trusts ec2.amazonaws.com' } });
  });
});

describe('taskdef.execution-role', () => {
  it('completes a role that was there before, and does not claim it', async () => {
    const late = await begin('taskdef.execution-role');
    await late.context.aws.roles.create({ name: 'ecsTaskExecutionRole', trust: trust('ecs-tasks.amazonaws.com'), description: '', tags: {} });
    expect(await look(step('taskdef.execution-role'), late.context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'the role exists, but the policy is not attached' } });
    await expectSolvable(step('taskdef.execution-role'), late);
    expect(late.context.ledger.has({ kind: 'role', id: 'ecsTaskExecutionRole' })).toBe(false);
  });
});

describe('taskdef.register', () => {
  const spoil = ({ ecs }: LateContext, change: (definition: TaskDefinition) => Partial<TaskDefinition>) => {
    ecs.definitions = ecs.definitions.map((each) => ({ ...each, ...change(each) }));
  };
  const inContainer = (fields: Partial<TaskDefinition['containers'][number]>) => ({ containers }: TaskDefinition) => ({ containers: containers.map((each) => ({ ...each, ...fields })) });

  it('takes the name that ECR has for the image, which the sandbox understands too', async () => {
    const late = await begin('taskdef.read');
    const named = (tag: string) => (definition: TaskDefinition) => inContainer({ image: `${definition.executionRoleArn?.split(':')[4] ?? ''}.dkr.ecr.ap-northeast-1.amazonaws.com/boyacky/web-app:${tag}` })(definition);
    spoil(late, named('1.0'));
    expect(await look(step('taskdef.register'), late.context)).toMatchObject({ verdict: 'done' });
    spoil(late, named('9.9'));
    expect(await look(step('taskdef.register'), late.context)).toMatchObject({ verdict: 'not-yet' });
  });

  it.each<[string, (definition: TaskDefinition) => Partial<TaskDefinition>, string]>([
    ['the roles swapped', ({ taskRoleArn, executionRoleArn }) => ({ taskRoleArn: executionRoleArn, executionRoleArn: taskRoleArn }), 'the task role and the task execution role are swapped'],
    ['no task role', () => ({ taskRoleArn: undefined }), 'taskRoleArn is not set'],
    ['another CPU', () => ({ cpuArchitecture: 'ARM64' }), 'cpuArchitecture is ARM64 (should be X86_64)'],
    ['too much memory', () => ({ memory: '1024' }), 'memory is 1024 (should be 512)'],
    ['the wrong tag', ({ containers }) => ({ containers: containers.map((each) => ({ ...each, image: each.image.replace(':1.0', ':latest') })) }), 'web-app:latest (should be'],
    ['the wrong port', inContainer({ ports: [80] }), 'containerPort is 80 (should be 8080)'],
    ['no log', inContainer({ logDriver: undefined }), 'it has no log configuration (awslogs)'],
    ['another container name', inContainer({ name: 'web' }), 'container is web (should be boyacky-web-app)'],
  ])('names %s, and solve registers a revision that is right', async (_, change, words) => {
    const late = await begin('taskdef.read');
    spoil(late, change);
    const verdict = await look(step('taskdef.register'), late.context);
    expect(verdict).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringContaining(words) } });
    expect(wordsOf(verdict)).toContain('boyacky-taskdef:1');
    await expectSolvable(step('taskdef.register'), late);
    expect(late.ecs.definitions).toHaveLength(2);
  });

  it('asks for the step before when there is nothing to make it of', async () => {
    const { context } = await begin('taskdef.task-role');
    expect(wordsOf(await look(step('taskdef.register'), context))).toContain('taskdef.task-role');
    await expect(step('taskdef.register').solve(context)).rejects.toMatchObject({ code: 'step-before', next: 'boyacky-lab solve taskdef.task-role' });
  });
});

describe('taskdef.read', () => {
  it('shows what the chapter spoke of, and nothing else', async () => {
    const late = await begin('taskdef.read');
    const words = wordsOf(await look(step('taskdef.read'), late.context));
    expect(words).toContain('awsvpc');
    expect(words).not.toContain('noise');
    late.ecs.definitions = [];
    expect(await look(step('taskdef.read'), late.context)).toMatchObject({ verdict: 'not-yet' });
  });
});
