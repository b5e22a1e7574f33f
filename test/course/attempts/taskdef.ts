import { DeregisterTaskDefinitionCommand, RegisterTaskDefinitionCommand, type RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import { AttachRolePolicyCommand, CreateRoleCommand, DeleteRoleCommand, DeleteRolePolicyCommand, DetachRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { names } from '../../../src/workshop/names.js';
import { requireBlueprint } from '../../../src/workshop/steps/taskdef/blueprint.js';
import { tasksTrust } from '../../../src/workshop/steps/taskdef/trusts-tasks.js';
import type { Attempt } from '../attempt.js';
import type { Lab } from '../lab.js';

const fullAccess = 'arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess';
const forEc2 = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] };

const createRole = (name: string, trust: object) => async ({ iam }: Lab) => void (await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) })));
const deleteRole = (name: string) => async ({ iam }: Lab) => void (await iam.send(new DeleteRoleCommand({ RoleName: name })));

/** The right definition, with something wrong in it. */
export async function rightDefinition({ context }: Lab): Promise<RegisterTaskDefinitionCommandInput> {
  const { repositoryUri, taskRoleArn, executionRoleArn, region, architecture } = await requireBlueprint(context);
  return {
    family: names.taskFamily,
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    runtimePlatform: { cpuArchitecture: architecture ?? 'X86_64', operatingSystemFamily: 'LINUX' },
    taskRoleArn,
    executionRoleArn,
    containerDefinitions: [
      {
        name: names.container,
        image: `${repositoryUri}:1.0`,
        portMappings: [{ containerPort: 8080 }],
        logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': names.logGroup, 'awslogs-region': region, 'awslogs-stream-prefix': 'ecs' } },
      },
    ],
  };
}

export type Change = (right: RegisterTaskDefinitionCommandInput) => RegisterTaskDefinitionCommandInput;

export const inContainer = (change: object): Change => (right) => ({ ...right, containerDefinitions: (right.containerDefinitions ?? []).map((container) => ({ ...container, ...change })) });

function register(name: string, change: Change): Attempt {
  let arn: string | undefined;
  return {
    step: 'taskdef.register',
    name,
    make: async (lab) => {
      const { taskDefinition } = await lab.ecs.send(new RegisterTaskDefinitionCommand(change(await rightDefinition(lab))));
      arn = taskDefinition?.taskDefinitionArn;
    },
    undo: async ({ ecs }) => void (await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: arn }))),
  };
}

export const taskdefAttempts: readonly Attempt[] = [
  { step: 'taskdef.task-role', name: 'trusts-ec2', make: createRole(names.taskRole, forEc2), undo: deleteRole(names.taskRole) },
  { step: 'taskdef.task-role', name: 'no-policy', make: createRole(names.taskRole, tasksTrust), undo: deleteRole(names.taskRole) },
  {
    step: 'taskdef.task-role',
    name: 'full-access-of-2020',
    make: async (lab) => {
      await createRole(names.taskRole, tasksTrust)(lab);
      await lab.iam.send(new AttachRolePolicyCommand({ RoleName: names.taskRole, PolicyArn: fullAccess }));
    },
    undo: async (lab) => {
      await lab.iam.send(new DetachRolePolicyCommand({ RoleName: names.taskRole, PolicyArn: fullAccess }));
      await deleteRole(names.taskRole)(lab);
    },
  },
  {
    step: 'taskdef.task-role',
    name: 'every-table',
    make: async (lab) => {
      await createRole(names.taskRole, tasksTrust)(lab);
      const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' }] };
      await lab.iam.send(new PutRolePolicyCommand({ RoleName: names.taskRole, PolicyName: names.taskRolePolicy, PolicyDocument: JSON.stringify(document) }));
    },
    undo: async (lab) => {
      await lab.iam.send(new DeleteRolePolicyCommand({ RoleName: names.taskRole, PolicyName: names.taskRolePolicy }));
      await deleteRole(names.taskRole)(lab);
    },
  },
  { step: 'taskdef.execution-role', name: 'trusts-ec2', make: createRole(names.executionRole, forEc2), undo: deleteRole(names.executionRole) },
  { step: 'taskdef.execution-role', name: 'policy-forgotten', make: createRole(names.executionRole, tasksTrust), undo: deleteRole(names.executionRole) },
  {
    step: 'taskdef.execution-policy',
    name: 'policy-detached',
    make: async ({ iam }) => void (await iam.send(new DetachRolePolicyCommand({ RoleName: names.executionRole, PolicyArn: names.executionPolicyArn }))),
    undo: async ({ iam }) => void (await iam.send(new AttachRolePolicyCommand({ RoleName: names.executionRole, PolicyArn: names.executionPolicyArn }))),
  },
  register('image-latest', (right) => inContainer({ image: (right.containerDefinitions?.[0]?.image ?? '').replace(/:1\.0$/, ':latest') })(right)),
  register('port-80', inContainer({ portMappings: [{ containerPort: 80 }] })),
  register('roles-swapped', (right) => ({ ...right, taskRoleArn: right.executionRoleArn, executionRoleArn: right.taskRoleArn })),
  register('task-role-as-execution-role', (right) => ({ ...right, executionRoleArn: right.taskRoleArn })),
  register('no-task-role', (right) => ({ ...right, taskRoleArn: undefined })),
  register('wrong-cpu-architecture', (right) => ({ ...right, runtimePlatform: { cpuArchitecture: right.runtimePlatform?.cpuArchitecture === 'ARM64' ? 'X86_64' : 'ARM64', operatingSystemFamily: 'LINUX' } })),
  register('another-container-name', inContainer({ name: 'web' })),
  register('no-logs', inContainer({ logConfiguration: undefined })),
  register('twice-the-size', (right) => ({ ...right, cpu: '512', memory: '1024' })),
  {
    step: 'taskdef.read',
    name: 'nothing-registered',
    make: async () => {},
    from: ({ context }) => ({ ...context, aws: { ...context.aws, taskDefinitions: { ...context.aws.taskDefinitions, find: async () => undefined } } }),
  },
];
