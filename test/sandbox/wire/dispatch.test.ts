import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/sandbox/aws-error.js';
import type { Operation, ServiceName } from '../../../src/sandbox/service.js';
import { dispatch, internalFailure, newRequestId, notImplemented } from '../../../src/sandbox/wire/dispatch.js';
import { routeRequest, type RoutedRequest } from '../../../src/sandbox/wire/route-request.js';
import { isJson } from '../../../src/sandbox/wire/service-catalogue.js';
import { writeError, writeJsonError } from '../../../src/sandbox/wire/write-error.js';
import { described, listOf, operationOf, serviceWith, string, struct } from './schemas.js';

const owner = { kind: 'owner', arn: 'a', userId: 'u' } as const;
const context = { requestId: 'id-1', principal: owner };
const input = struct({ Name: string, Tags: listOf(string) }, 1);
const output = struct({ Echo: string });
const echo = operationOf(input, output, ((given: { Name: string }) => ({ Echo: given.Name })));

async function ask(name: ServiceName, sent: string, operation: Operation | undefined = echo, called = 'Act') {
  const service = described(name);
  const payload = isJson(service.protocol) ? { json: sent } : { form: new URLSearchParams(sent) };
  const reported: unknown[] = [];
  const answer = await dispatch({ service, operation: called, payload }, serviceWith(operation, name), context, (error) => reported.push(error));
  return { ...answer, body: answer.body.toString(), reported };
}

describe('an answer', () => {
  it.each<[ServiceName, string, string, string]>([
    ['ecs', '{"Name":"a<b"}', 'application/x-amz-json-1.1', '{"Echo":"a<b"}'],
    ['dynamodb', '{"Name":"a<b"}', 'application/x-amz-json-1.0', '{"Echo":"a<b"}'],
    ['iam', 'Name=a<b', 'text/xml', '<?xml version="1.0" encoding="UTF-8"?>\n<ActResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ActResult><Echo>a&lt;b</Echo></ActResult><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></ActResponse>'],
    ['ec2', 'Name=a<b', 'text/xml', '<?xml version="1.0" encoding="UTF-8"?>\n<ActResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15"><requestId>id-1</requestId><Echo>a&lt;b</Echo></ActResponse>'],
  ])('of %s', async (name, sent, contentType, body) => {
    expect(await ask(name, sent)).toEqual({ status: 200, headers: { 'content-type': contentType, 'x-amzn-requestid': 'id-1' }, body, reported: [] });
  });

  it.each<[ServiceName, string]>([
    ['ecs', '{}'],
    ['iam', '<?xml version="1.0" encoding="UTF-8"?>\n<ActResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></ActResponse>'],
    ['ec2', '<?xml version="1.0" encoding="UTF-8"?>\n<ActResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15"><requestId>id-1</requestId><return>true</return></ActResponse>'],
  ])('of %s to an operation without output', async (name, body) => {
    const sent = name === 'ecs' ? '{}' : '';
    expect((await ask(name, sent, operationOf('unit', 'unit', () => undefined))).body).toBe(body);
  });

  it('reads shapes that are given as functions, as clients do where one shape refers to another', async () => {
    const operation = operationOf(() => input, () => output, ((given: { Name: string }) => Promise.resolve({ Echo: given.Name })));
    expect((await ask('ecs', '{"Name":"x"}', operation)).body).toBe('{"Echo":"x"}');
  });

  it('is empty when the handler has nothing to say', async () => {
    expect((await ask('ecs', '{"Name":"x"}', operationOf(input, output, () => undefined))).body).toBe('{}');
  });
});

describe('what is refused', () => {
  it.each<[string, ServiceName, string, string, RegExp]>([
    ['a required member is missing', 'ecs', '{}', '400 InvalidParameterException', /^1 validation error detected: Value null at 'Name' failed to satisfy constraint: Member must not be null$/],
    ['a required member is missing', 'iam', '', '400 ValidationError', /^1 validation error detected: Value null at 'Name' failed to satisfy constraint: Member must not be null$/],
    ['a required member is missing', 'ec2', '', '400 MissingParameter', /^The request must contain the parameter Name$/],
    ['a member is of another kind', 'ecs', '{"Name":"x","Tags":"y"}', '400 SerializationException', /^Tags: a list is expected$/],
    ['a member is of another kind', 'iam', 'Name=x&Tags.member.1.a=y', '400 MalformedInput', /^Tags\[0\]: a string is expected$/],
    ['a member is of another kind', 'ec2', 'Name=x&Tags.1.a=y', '400 InvalidParameterValue', /^Tags\[0\]: a string is expected$/],
  ])('%s (%s)', async (_, name, sent, answer, message) => {
    const { status, body, reported } = await ask(name, sent);
    const [code, text] = name === 'ecs' ? [(JSON.parse(body) as { __type: string }).__type, (JSON.parse(body) as { message: string }).message] : [/<Code>(.*)<\/Code>/.exec(body)?.[1], unescaped(/<Message>(.*)<\/Message>/.exec(body)?.[1] ?? '')];
    expect(`${status} ${code ?? ''}`).toBe(answer);
    expect(text).toMatch(message);
    expect(reported).toEqual([]);
  });

  it('an operation that is not implemented, by name', async () => {
    for (const called of ['Fly', 'toString', 'constructor']) {
      const { status, body, reported } = await ask('elbv2', '', echo, called);
      expect(status).toBe(501);
      expect(body).toContain(`<Code>NotImplemented</Code><Message>The sandbox does not implement elasticloadbalancing:${called}.</Message>`);
      expect(reported).toEqual([]);
    }
    expect(notImplemented({ service: described('ecs'), operation: 'Fly' }).code).toBe('NotImplemented');
  });

  it('what the handler refuses, as it says it; a bug without its details', async () => {
    const refusing = operationOf(input, output, () => {
      throw new AwsError('ClusterNotFoundException', 'Cluster not found.', { status: 404, fields: { cluster: 'c' } });
    });
    const refused = await ask('ecs', '{"Name":"x"}', refusing);
    expect(refused).toMatchObject({ status: 404, headers: { 'x-amzn-errortype': 'ClusterNotFoundException' }, reported: [] });
    expect(JSON.parse(refused.body)).toEqual({ __type: 'ClusterNotFoundException', message: 'Cluster not found.', cluster: 'c' });
    const bug = new TypeError('secret detail');
    const broken = await ask('ecs', '{"Name":"x"}', operationOf(input, output, () => Promise.reject(bug)));
    expect(broken.status).toBe(500);
    expect(JSON.parse(broken.body)).toEqual({ __type: 'InternalFailure', message: internalFailure().message });
    expect(broken.reported).toEqual([bug]);
    expect(internalFailure()).toMatchObject({ status: 500, message: 'The sandbox failed while it handled the request; its log says why.' });
  });
});

describe('an error', () => {
  const error = new AwsError('A', 'a <b> & "c" \'d\' \u0001\ufffe', { status: 400, fields: { Extra: '<x>' } });
  const escaped = 'a &#60;b&#62; &#38; &#34;c&#34; &#39;d&#39; \ufffd\ufffd';

  it('of the JSON protocols', () => {
    const { headers, body } = writeJsonError(error, 'application/json', 'id-1');
    expect(headers).toEqual({ 'content-type': 'application/json', 'x-amzn-requestid': 'id-1', 'x-amzn-errortype': 'A' });
    expect(JSON.parse(body.toString())).toEqual({ __type: 'A', message: error.message, Extra: '<x>' });
    expect(writeError(error, described('dynamodb'), 'id-1').headers['content-type']).toBe('application/x-amz-json-1.0');
  });

  it('of the query protocol says whose fault it is', () => {
    const { status, headers, body } = writeError(error, described('sts'), 'id-1');
    expect([status, headers]).toEqual([400, { 'content-type': 'text/xml', 'x-amzn-requestid': 'id-1' }]);
    expect(body).toBe(
      `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>A</Code><Message>${escaped}</Message><Extra>&#60;x&#62;</Extra></Error><RequestId>id-1</RequestId></ErrorResponse>`,
    );
    const two = new AwsError('A', 'm', { fields: { One: 1, Two: 2 } });
    expect(writeError(two, described('sts'), 'id-1').body).toContain('</Message><One>1</One><Two>2</Two></Error>');
    for (const [code, type] of [[499, 'Sender'], [500, 'Receiver'], [501, 'Receiver']] as const) {
      expect(writeError(new AwsError('A', 'm', { status: code }), described('sts'), 'id-1').body).toContain(`<Type>${type}</Type>`);
    }
  });

  it('of EC2', () => {
    expect(writeError(error, described('ec2'), 'id-1')).toEqual({
      status: 400,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'id-1' },
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>A</Code><Message>${escaped}</Message></Error></Errors><RequestID>id-1</RequestID></Response>`,
    });
  });
});

describe('a request', () => {
  const route = (headers: Record<string, string | string[]>, body: string) => {
    const found = routeRequest(headers, Buffer.from(body));
    return found && { service: found.service.name, operation: found.operation, payload: sentIn(found) };
  };
  const ecs = 'AmazonEC2ContainerServiceV20141113';

  it('finds its service and operation', () => {
    expect(route({ 'x-amz-target': `${ecs}.ListClusters` }, '{"a":1}')).toEqual({ service: 'ecs', operation: 'ListClusters', payload: '{"a":1}' });
    expect(route({}, 'Action=GetRole&Version=2010-05-08&RoleName=x')).toEqual({ service: 'iam', operation: 'GetRole', payload: 'Action=GetRole&Version=2010-05-08&RoleName=x' });
    expect(route({ 'x-amz-target': ['a', 'b'] }, 'Action=DescribeVpcs&Version=2016-11-15')).toMatchObject({ service: 'ec2' });
  });

  it.each<[string, Record<string, string>, string]>([
    ['an operation without a name', { 'x-amz-target': `${ecs}.` }, '{}'],
    ['a service that is not here', { 'x-amz-target': 'Moon.Fly' }, '{}'],
    ['no dot', { 'x-amz-target': ecs }, '{}'],
    ['the version of a query service as a target', { 'x-amz-target': '2010-05-08.GetRole' }, '{}'],
    ['no action', {}, 'Version=2010-05-08'],
    ['an empty action', {}, 'Action=&Version=2010-05-08'],
    ['no version', {}, 'Action=GetRole'],
    ['the target of a JSON service as a version', {}, `Action=ListClusters&Version=${ecs}`],
  ])('with %s finds none', (_, headers, body) => {
    expect(route(headers, body)).toBeUndefined();
  });

  it('has an id of its own', () => {
    expect(newRequestId()).toMatch(/^[0-9a-f-]{36}$/);
    expect(newRequestId()).not.toBe(newRequestId());
  });
});

function sentIn({ payload }: RoutedRequest): string {
  return 'json' in payload ? payload.json : payload.form.toString();
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
