import { describe, expect, it } from 'vitest';
import { evaluatePolicy, type Decision, type PolicyRequest } from '../../../src/sandbox/iam/evaluate-policy.js';
import { parsePolicy } from '../../../src/sandbox/iam/parse-policy.js';

const table = 'arn:aws:dynamodb:ap-northeast-1:123456789012:table/boyacky';
const put: PolicyRequest = { action: 'dynamodb:PutItem', resource: table };
const keys = (conditionKeys: Record<string, string | string[]>): PolicyRequest => ({ ...put, conditionKeys });

const allow = (rest: object = {}) => ({ Effect: 'Allow', Action: 'dynamodb:*', Resource: '*', ...rest });
const deny = (rest: object = {}) => ({ ...allow(rest), Effect: 'Deny' });

const rows: readonly (readonly [name: string, statements: object[], request: PolicyRequest, decision: Decision])[] = [
  ['nothing', [], put, 'implicit-deny'],
  ['an allow', [allow()], put, 'allow'],
  ['an action in other letters', [allow({ Action: 'DynamoDB:putitem' })], put, 'allow'],
  ['another action', [allow({ Action: 'dynamodb:GetItem' })], put, 'implicit-deny'],
  ['a list of actions', [allow({ Action: ['dynamodb:GetItem', 'dynamodb:Put?tem'] })], put, 'allow'],
  ['a deny beside an allow', [allow(), deny({ Action: 'dynamodb:PutItem' })], put, 'deny'],
  ['the table', [allow({ Resource: table })], put, 'allow'],
  ['another table', [allow({ Resource: table.replace('boyacky', 'other') })], put, 'implicit-deny'],
  ['the table, asked for its index', [allow({ Resource: table })], { ...put, resource: `${table}/index/view_index` }, 'implicit-deny'],
  ['every index of the table', [allow({ Resource: `${table}/index/*` })], { ...put, resource: `${table}/index/view_index` }, 'allow'],
  ['NotAction of the action', [allow({ Action: undefined, NotAction: 'dynamodb:PutItem' })], put, 'implicit-deny'],
  ['NotAction of another', [allow({ Action: undefined, NotAction: 'iam:*' })], put, 'allow'],
  ['NotResource of the resource', [allow({ Resource: undefined, NotResource: table })], put, 'implicit-deny'],
  ['NotResource of another', [allow({ Resource: undefined, NotResource: 'arn:aws:s3:::x' })], put, 'allow'],
  ['StringEquals that holds', [allow({ Condition: { StringEquals: { 'aws:PrincipalAccount': '1' } } })], keys({ 'aws:principalaccount': '1' }), 'allow'],
  ['StringEquals that fails', [allow({ Condition: { StringEquals: { 'aws:PrincipalAccount': ['1', '2'] } } })], keys({ 'aws:PrincipalAccount': '3' }), 'implicit-deny'],
  ['StringEquals of an absent key', [allow({ Condition: { StringEquals: { 'aws:x': '1' } } })], put, 'implicit-deny'],
  ['StringEqualsIfExists of an absent key', [allow({ Condition: { StringEqualsIfExists: { 'aws:x': '1' } } })], put, 'allow'],
  ['StringNotEquals of an absent key', [allow({ Condition: { StringNotEquals: { 'aws:x': '1' } } })], put, 'allow'],
  ['StringNotEquals of one of its values', [allow({ Condition: { StringNotEquals: { 'aws:x': ['1', '2'] } } })], keys({ 'aws:x': '2' }), 'implicit-deny'],
  ['StringLike', [allow({ Condition: { StringLike: { 'aws:x': 'a*c' } } })], keys({ 'aws:x': 'abbc' }), 'allow'],
  ['ArnLike over a colon', [allow({ Condition: { ArnLike: { 'aws:x': 'arn:aws:*:t/*' } } })], keys({ 'aws:x': table }), 'implicit-deny'],
  ['ArnLike', [allow({ Condition: { ArnLike: { 'aws:x': 'arn:aws:dynamodb:*:*:table/boy*' } } })], keys({ 'aws:x': table }), 'allow'],
  ['Bool', [deny({ Condition: { Bool: { 'aws:SecureTransport': false } } })], keys({ 'aws:SecureTransport': 'false' }), 'deny'],
  ['NumericLessThan', [allow({ Condition: { NumericLessThan: { 'aws:x': 10 } } })], keys({ 'aws:x': '9' }), 'allow'],
  ['DateGreaterThan', [allow({ Condition: { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } } })], keys({ 'aws:CurrentTime': '2025-12-31T00:00:00Z' }), 'implicit-deny'],
  ['IpAddress', [allow({ Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } } })], keys({ 'aws:SourceIp': '127.0.0.1' }), 'allow'],
  ['NotIpAddress', [deny({ Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })], keys({ 'aws:SourceIp': '127.0.0.1' }), 'deny'],
  ['Null of an absent key', [allow({ Condition: { Null: { 'aws:x': 'true' } } })], put, 'allow'],
  ['Null of a present key', [allow({ Condition: { Null: { 'aws:x': 'true' } } })], keys({ 'aws:x': '' }), 'implicit-deny'],
  ['ForAllValues with one outside', [allow({ Condition: { 'ForAllValues:StringEquals': { 'aws:x': ['a'] } } })], keys({ 'aws:x': ['a', 'b'] }), 'implicit-deny'],
  ['ForAnyValue with one inside', [allow({ Condition: { 'ForAnyValue:StringEquals': { 'aws:x': ['a'] } } })], keys({ 'aws:x': ['a', 'b'] }), 'allow'],
  ['two operators of which one fails', [allow({ Condition: { StringEquals: { 'aws:x': '1' }, StringLike: { 'aws:y': '1' } } })], keys({ 'aws:x': '1', 'aws:y': '2' }), 'implicit-deny'],
  ['an operator that is not known', [allow({ Condition: { BinaryEquals: { 'aws:x': '1' } } })], keys({ 'aws:x': '1' }), 'implicit-deny'],
  ['a variable in the resource', [allow({ Resource: 'arn:aws:dynamodb:*:*:table/${aws:userid}' })], keys({ 'aws:userid': 'boyacky' }), 'allow'],
  ['a variable without a value', [allow({ Resource: 'arn:aws:dynamodb:*:*:table/${aws:userid}*' })], put, 'implicit-deny'],
  ['a variable with a fallback', [allow({ Resource: "arn:aws:dynamodb:*:*:table/${aws:userid, 'boyacky'}" })], put, 'allow'],
];

describe('evaluatePolicy', () => {
  it.each(rows)('%s', (_, statements, request, decision) => {
    const policy = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'identity');
    expect(evaluatePolicy([policy], request)).toBe(decision);
  });

  const role = 'arn:aws:iam::123456789012:role/boyacky';
  const trustRows: readonly (readonly [name: string, principal: object | string, caller: PolicyRequest['principal'], decision: Decision])[] = [
    ['the service', { Service: 'ecs-tasks.amazonaws.com' }, { service: 'ecs-tasks.amazonaws.com' }, 'allow'],
    ['another service', { Service: ['ec2.amazonaws.com'] }, { service: 'ecs-tasks.amazonaws.com' }, 'implicit-deny'],
    ['the account', { AWS: 'arn:aws:iam::123456789012:root' }, { aws: [role] }, 'allow'],
    ['the account by its number', { AWS: '123456789012' }, { aws: [role] }, 'allow'],
    ['another account', { AWS: '210987654321' }, { aws: [role] }, 'implicit-deny'],
    ['the role', { AWS: [role] }, { aws: [`arn:aws:sts::123456789012:assumed-role/boyacky/s`, role] }, 'allow'],
    ['everyone', '*', { aws: [role] }, 'allow'],
    ['the service, asked by a role', { Service: 'ecs-tasks.amazonaws.com' }, { aws: [role] }, 'implicit-deny'],
  ];

  it.each(trustRows)('a trust policy that names %s', (_, Principal, principal, decision) => {
    const policy = parsePolicy(JSON.stringify({ Statement: { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' } }), 'trust');
    expect(evaluatePolicy([policy], { action: 'sts:AssumeRole', resource: role, principal })).toBe(decision);
  });
});

describe('parsePolicy', () => {
  const statement = { Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' };
  const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs-tasks.amazonaws.com' } };

  it.each([
    ['{', 'identity', 'This policy contains invalid Json'],
    ['[]', 'identity', 'Syntax errors in policy.'],
    [{ Statement: [statement], Extra: 1 }, 'identity', 'Syntax errors in policy.'],
    [{ Version: '2020-01-01', Statement: [statement] }, 'identity', 'The policy must contain a valid version string'],
    [{ Statement: [{ ...statement, Effect: 'allow' }] }, 'identity', 'Syntax errors in policy.'],
    [{ Statement: [{ ...statement, Action: undefined }] }, 'identity', 'Policy statement must contain actions.'],
    [{ Statement: [{ ...statement, Resource: undefined }] }, 'identity', 'Policy statement must contain resources.'],
    [{ Statement: [{ ...statement, Resource: 'boyacky' }] }, 'identity', 'Resource boyacky must be in ARN format or "*".'],
    [{ Statement: [{ ...statement, Principal: '*' }] }, 'identity', 'Policy document should not specify a principal.'],
    [{ Statement: [{ ...statement, Sid: 'a' }, { ...statement, Sid: 'a' }] }, 'identity', 'Statement IDs (SID) in a single policy must be unique.'],
    [{ Statement: [{ ...trust, Resource: '*' }] }, 'trust', 'Has prohibited field Resource'],
    [{ Statement: [{ ...trust, Principal: undefined }] }, 'trust', 'Missing required field Principal'],
    [{ Statement: [{ ...trust, Action: 's3:GetObject' }] }, 'trust', 'AssumeRole policy may only specify STS AssumeRole actions.'],
    [{ Statement: [{ ...trust, Principal: { Service: 'ecs-tasks' } }] }, 'trust', 'Invalid principal in policy: "SERVICE":"ecs-tasks"'],
  ] as const)('refuses %j', (document, kind, message) => {
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    expect(() => parsePolicy(text, kind)).toThrow(expect.objectContaining({ code: 'MalformedPolicyDocument', message }) as Error);
  });
});
