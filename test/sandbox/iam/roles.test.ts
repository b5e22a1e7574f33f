import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateServiceLinkedRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteServiceLinkedRoleCommand,
  DetachRolePolicyCommand,
  EntityAlreadyExistsException,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetServiceLinkedRoleDeletionStatusCommand,
  GetUserCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListInstanceProfilesForRoleCommand,
  ListPoliciesCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
  paginateListRoles,
  PutRolePolicyCommand,
  SimulatePrincipalPolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../harness.js';

const RoleName = 'boyacky-task-role';
const trust = (service: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] });
const AssumeRolePolicyDocument = trust('ecs-tasks.amazonaws.com');
const tableArn = 'arn:aws:dynamodb:ap-northeast-1:123456789012:table/boyacky';
const allow = (Action: string, Resource = '*') => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });
const executionPolicy = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy';

let test: TestSandbox;
let iam: IAMClient;
let clusters: string[] = [];

beforeAll(async () => {
  test = await startTestSandbox({
    services: ['iam'],
    factories: {
      ecs: async () => ({ name: 'ecs', operations: { ListClusters: { schema: [], handle: () => ({ clusterArns: clusters }) } } }),
    },
  });
  iam = new IAMClient(test.clientConfig);
});
afterAll(async () => {
  iam.destroy();
  await test.stop();
});

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: Error & { Code?: string; $metadata?: { httpStatusCode?: number } }) => [error.Code ?? error.name, error.$metadata?.httpStatusCode, error.message],
  );

describe('roles', () => {
  it('are made, found and listed', async () => {
    const { Role: role } = await iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Description: 'of the tasks', Tags: [{ Key: 'boyacky-lab:owner', Value: 'me' }] }),
    );
    expect(role).toMatchObject({ Arn: `arn:aws:iam::123456789012:role/${RoleName}`, Path: '/', MaxSessionDuration: 3600 });
    expect(role?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/);
    const { Role: found } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(found?.AssumeRolePolicyDocument).toBe(encodeURIComponent(AssumeRolePolicyDocument));
    expect(found?.Tags).toEqual([{ Key: 'boyacky-lab:owner', Value: 'me' }]);
    await iam.send(new CreateRoleCommand({ RoleName: 'another', Path: '/team/', AssumeRolePolicyDocument }));
    const names: (string | undefined)[] = [];
    for await (const page of paginateListRoles({ client: iam, pageSize: 1 }, {})) names.push(...(page.Roles ?? []).map((each) => each.RoleName));
    expect(names).toEqual(['another', RoleName]);
    await iam.send(new DeleteRoleCommand({ RoleName: 'another' }));
  });

  it('are refused in the words of AWS', async () => {
    const again = iam.send(new CreateRoleCommand({ RoleName: RoleName.toUpperCase(), AssumeRolePolicyDocument }));
    await expect(again).rejects.toBeInstanceOf(EntityAlreadyExistsException);
    expect(await failure(iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument })))).toEqual(['EntityAlreadyExists', 409, `Role with name ${RoleName} already exists.`]);
    expect(await failure(iam.send(new GetRoleCommand({ RoleName: 'nobody' })))).toEqual(['NoSuchEntity', 404, 'The role with name nobody cannot be found.']);
    expect(await failure(iam.send(new CreateRoleCommand({ RoleName: 'bad', AssumeRolePolicyDocument: '{' })))).toEqual(['MalformedPolicyDocument', 400, 'This policy contains invalid Json']);
    expect((await failure(iam.send(new CreateRoleCommand({ RoleName: 'a b', AssumeRolePolicyDocument }))))?.slice(0, 2)).toEqual(['ValidationError', 400]);
  });

  it('are changed and tagged', async () => {
    await iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 7200 }));
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust('ec2.amazonaws.com') }));
    const { Role: role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(role).toMatchObject({ MaxSessionDuration: 7200, Description: 'of the tasks', AssumeRolePolicyDocument: encodeURIComponent(trust('ec2.amazonaws.com')) });
    await iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: 'a', Value: '1' }] }));
    await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['boyacky-lab:owner'] }));
    expect((await iam.send(new ListRoleTagsCommand({ RoleName }))).Tags).toEqual([{ Key: 'a', Value: '1' }]);
    expect((await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName }))).InstanceProfiles ?? []).toEqual([]);
  });

  it('have policies of their own and managed ones, and go last', async () => {
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'table', PolicyDocument: allow('dynamodb:PutItem', tableArn) }));
    expect((await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'table' }))).PolicyDocument).toBe(
      encodeURIComponent(allow('dynamodb:PutItem', tableArn)).replaceAll('*', '%2A'),
    );
    expect((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(['table']);
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: executionPolicy }));
    expect((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies).toEqual([
      { PolicyName: 'AmazonECSTaskExecutionRolePolicy', PolicyArn: executionPolicy },
    ]);
    expect((await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: executionPolicy }))).PolicyRoles?.[0]?.RoleName).toBe(RoleName);
    const simulated = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: `arn:aws:iam::123456789012:role/${RoleName}`,
        ActionNames: ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'ecr:BatchGetImage'],
        ResourceArns: [tableArn],
      }),
    );
    expect(simulated.EvaluationResults?.map(({ EvalDecision }) => EvalDecision)).toEqual(['allowed', 'implicitDeny', 'allowed']);

    expect(await failure(iam.send(new DeleteRoleCommand({ RoleName })))).toEqual(['DeleteConflict', 409, 'Cannot delete entity, must detach all policies first.']);
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: executionPolicy }));
    expect(await failure(iam.send(new DeleteRoleCommand({ RoleName })))).toEqual(['DeleteConflict', 409, 'Cannot delete entity, must delete policies first.']);
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'table' }));
    await iam.send(new DeleteRoleCommand({ RoleName }));
    expect((await failure(iam.send(new GetRoleCommand({ RoleName }))))?.[0]).toBe('NoSuchEntity');
  });
});

describe('managed policies', () => {
  it('have versions, of which the default counts', async () => {
    const { Policy: policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'mine', PolicyDocument: allow('s3:*') }));
    const PolicyArn = policy?.Arn ?? '';
    expect(PolicyArn).toBe('arn:aws:iam::123456789012:policy/mine');
    await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: allow('ecs:*'), SetAsDefault: true }));
    expect((await failure(iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' }))))?.[2]).toBe('Cannot delete the default version of a policy.');
    expect((await failure(iam.send(new DeletePolicyCommand({ PolicyArn }))))?.[0]).toBe('DeleteConflict');
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
    const { PolicyVersion: version } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    expect(version).toMatchObject({ IsDefaultVersion: true, Document: encodeURIComponent(allow('ecs:*')).replaceAll('*', '%2A') });
    expect((await iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies?.map(({ PolicyName }) => PolicyName)).toEqual(['mine']);
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
  });

  it('of AWS itself cannot be changed, and all parse', async () => {
    expect((await failure(iam.send(new DeletePolicyCommand({ PolicyArn: executionPolicy }))))?.slice(0, 2)).toEqual(['AccessDenied', 403]);
    const { Policies: policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: 'AWS' }));
    for (const { Arn = '', DefaultVersionId = '' } of policies) {
      const { PolicyVersion: version } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: Arn, VersionId: DefaultVersionId }));
      expect(JSON.parse(decodeURIComponent(version?.Document ?? ''))).toMatchObject({ Version: '2012-10-17' });
    }
    expect(policies.length).toBeGreaterThan(5);
  });
});

describe('service-linked roles', () => {
  const create = () => iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: 'ecs.amazonaws.com' }));
  const remove = async () => {
    const { DeletionTaskId } = await iam.send(new DeleteServiceLinkedRoleCommand({ RoleName: 'AWSServiceRoleForECS' }));
    return iam.send(new GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId }));
  };

  it('are made once, are protected, and go when nothing uses them', async () => {
    const { Role: role } = await create();
    expect(role?.Arn).toBe('arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS');
    expect(await failure(create())).toEqual(['InvalidInput', 400, 'Service role name AWSServiceRoleForECS has been taken in this account, please try a different suffix.']);
    expect((await failure(iam.send(new DeleteRoleCommand({ RoleName: 'AWSServiceRoleForECS' }))))?.[0]).toBe('UnmodifiableEntity');
    clusters = ['arn:aws:ecs:ap-northeast-1:123456789012:cluster/boyacky-cluster'];
    expect((await remove()).Status).toBe('FAILED');
    clusters = [];
    expect((await remove()).Status).toBe('SUCCEEDED');
    await create();
  });
});

describe('the owner', () => {
  it('is a user', async () => {
    const { User: user } = await iam.send(new GetUserCommand({}));
    expect(user).toMatchObject({ UserName: 'learner', Arn: 'arn:aws:iam::123456789012:user/learner' });
  });
});
