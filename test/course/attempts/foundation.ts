import { CreateStackCommand, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { createAws } from '../../../src/aws/aws.js';
import { names } from '../../../src/workshop/names.js';
import type { StepContext } from '../../../src/workshop/types.js';
import type { Attempt } from '../attempt.js';
import type { Lab } from '../lab.js';

/** As from another terminal, with other settings than those of the workshop. */
function from({ session, context }: Lab, change: { region?: string; secretAccessKey?: string }): StepContext {
  const { sandbox } = session;
  if (sandbox === undefined) throw new Error('there is no sandbox');
  const region = change.region ?? sandbox.region;
  const credentials = { accessKeyId: sandbox.accessKeyId, secretAccessKey: change.secretAccessKey ?? sandbox.secretAccessKey };
  return { ...context, target: { ...context.target, region }, aws: createAws({ region, endpoint: sandbox.url, credentials }) };
}

async function createStack({ context, cloudFormation }: Lab, name: string, change: { template?: string; zone?: string; owner?: string } = {}): Promise<void> {
  const template = change.template ?? context.workspace.read(context.workspace.templateFile);
  const parameters = [
    ...(change.zone === undefined ? [] : [{ ParameterKey: 'ZoneA', ParameterValue: change.zone }]),
    ...(change.owner === undefined ? [] : [{ ParameterKey: 'Owner', ParameterValue: change.owner }]),
  ];
  await cloudFormation.send(new CreateStackCommand({ StackName: name, TemplateBody: template, Parameters: parameters }));
}

/** Waits until it is gone: a name is free only then. */
async function deleteStack({ context, cloudFormation }: Lab, name: string): Promise<void> {
  await cloudFormation.send(new DeleteStackCommand({ StackName: name }));
  while (await cloudFormation.send(new DescribeStacksCommand({ StackName: name })).then(() => true, () => false)) await context.clock.sleep(100);
  if ((await context.aws.tables.find(names.table)) !== undefined) await context.aws.tables.delete(names.table);
  while ((await context.aws.tables.find(names.table)) !== undefined) await context.clock.sleep(100);
}

const otherTemplate = 'Resources:\n  Logs:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      LogGroupName: /somebody/else\n';

export const foundationAttempts: readonly Attempt[] = [
  {
    step: 'foundation.tools',
    name: 'daemon-asleep',
    verdict: 'not-yet',
    make: async () => {},
    from: ({ context }) => ({ ...context, engine: { ...context.engine, isolation: 'container', name: 'docker', status: async () => ({ available: false, missing: 'daemon', reason: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?', hint: 'sudo systemctl start docker' }) } }),
  },
  { step: 'foundation.identity', name: 'wrong-key', verdict: 'cannot-tell', make: async () => {}, from: (lab) => from(lab, { secretAccessKey: 'no-such-secret' }) },
  {
    step: 'foundation.create-stack',
    name: 'other-name',
    make: (lab) => createStack(lab, 'boyacky', { template: otherTemplate }),
    undo: (lab) => deleteStack(lab, 'boyacky'),
  },
  {
    step: 'foundation.create-stack',
    name: 'slipped-name',
    make: (lab) => createStack(lab, 'boyaky-stack', { owner: lab.context.owner }),
    undo: (lab) => deleteStack(lab, 'boyaky-stack'),
  },
  {
    step: 'foundation.create-stack',
    name: 'other-template',
    settle: true,
    make: (lab) => createStack(lab, names.stack, { template: otherTemplate }),
    undo: (lab) => deleteStack(lab, names.stack),
  },
  { step: 'foundation.wait-stack', name: 'nothing-created', make: (lab) => deleteStack(lab, names.stack) },
  {
    step: 'foundation.wait-stack',
    name: 'no-such-zone',
    settle: true,
    make: (lab) => createStack(lab, names.stack, { zone: 'ap-northeast-1z' }),
    undo: (lab) => deleteStack(lab, names.stack),
  },
  { step: 'foundation.resources', name: 'forgot-the-region', verdict: 'cannot-tell', make: async () => {}, from: (lab) => from(lab, { region: 'us-east-1' }) },
  { step: 'foundation.resources', name: 'nothing-made', make: async () => {}, from: ({ context }) => ({ ...context, aws: { ...context.aws, stacks: { ...context.aws.stacks, find: async () => undefined } } }) },
  {
    step: 'foundation.security-groups',
    name: 'endpoint-open-to-the-world',
    make: async () => {},
    from: ({ context }) => ({
      ...context,
      aws: {
        ...context.aws,
        vpc: {
          ...context.aws.vpc,
          securityGroups: async (vpcId) => (await context.aws.vpc.securityGroups(vpcId)).map((group) => (group.name === 'boyacky_endpoint_sg' ? { ...group, inbound: [{ protocol: 'tcp', fromPort: 443, toPort: 443, sources: ['0.0.0.0/0'] }] } : group)),
        },
      },
    }),
  },
];
