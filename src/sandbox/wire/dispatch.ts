import { randomUUID } from 'node:crypto';
import type { SchemaRef } from '@smithy/types';
import { AwsError } from '../aws-error.js';
import type { Operation, RawResponse, RequestContext, Service } from '../service.js';
import { findMissingMember } from './check-required.js';
import { findWrongMember } from './find-wrong-member.js';
import { readJsonInput, writeJsonOutput } from './json-codec.js';
import { readQueryInput } from './read-query.js';
import type { RoutedRequest } from './route-request.js';
import { contentTypeOf, writeError } from './write-error.js';
import { writeEc2Output, writeQueryOutput } from './xml-writer.js';

type OperationSchema = readonly [kind: 9, namespace: string, name: string, traits: unknown, input: SchemaThunk, output: SchemaThunk];
type SchemaThunk = SchemaRef | (() => SchemaRef);

/**
 * Runs one routed request against its service and writes the answer, or the error, in the service's protocol.
 * What is not an `AwsError` is a bug of the sandbox: it answers InternalFailure and `report` hears of it.
 */
export async function dispatch(
  request: RoutedRequest,
  service: Service,
  context: RequestContext,
  report: (error: unknown) => void,
): Promise<RawResponse> {
  try {
    const operation = Object.hasOwn(service.operations, request.operation) ? service.operations[request.operation] : undefined;
    if (operation === undefined) throw notImplemented(request);
    const input = await readInput(request, operation);
    const output = await operation.handle(input as never, context);
    return writeOutput(request, operation, (output ?? {}) as Record<string, unknown>, context.requestId);
  } catch (error) {
    if (!(error instanceof AwsError)) report(error);
    return writeError(error instanceof AwsError ? error : internalFailure(), request.service, context.requestId);
  }
}

export function newRequestId(): string {
  return randomUUID();
}

/** The sandbox does not know this operation: 501, never a made-up answer. */
export function notImplemented({ service, operation }: Pick<RoutedRequest, 'service' | 'operation'>): AwsError {
  return new AwsError('NotImplemented', `The sandbox does not implement ${service.signingName}:${operation}.`, { status: 501 });
}

export function internalFailure(): AwsError {
  return new AwsError('InternalFailure', 'The sandbox failed while it handled the request; its log says why.', { status: 500 });
}

async function readInput({ service, payload }: RoutedRequest, operation: Operation): Promise<Record<string, unknown>> {
  const schema = resolve((operation.schema as OperationSchema)[4]);
  const input =
    'json' in payload
      ? await readJsonInput(schema, payload.json)
      : readQueryInput(schema, payload.form, { ec2: service.protocol === 'ec2Query' });
  const missing = findMissingMember(schema, input);
  if (missing !== undefined) throw missingMember(service.protocol, missing);
  const wrong = findWrongMember(schema, input);
  if (wrong !== undefined) throw new AwsError('json' in payload ? 'SerializationException' : service.protocol === 'ec2Query' ? 'InvalidParameterValue' : 'MalformedInput', wrong);
  return input;
}

function missingMember(protocol: RoutedRequest['service']['protocol'], name: string): AwsError {
  if (protocol === 'ec2Query') return new AwsError('MissingParameter', `The request must contain the parameter ${name}`);
  if (protocol === 'awsQuery') {
    return new AwsError('ValidationError', `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`);
  }
  return new AwsError('InvalidParameterException', `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`);
}

function writeOutput({ service, operation: name }: RoutedRequest, operation: Operation, output: Record<string, unknown>, requestId: string): RawResponse {
  const schema = resolve((operation.schema as OperationSchema)[5]);
  const headers = { 'content-type': contentTypeOf(service), 'x-amzn-requestid': requestId };
  switch (service.protocol) {
    case 'awsQuery':
      return { status: 200, headers, body: writeQueryOutput(name, schema, output, requestId, service.xmlNamespace) };
    case 'ec2Query':
      return { status: 200, headers, body: writeEc2Output(name, schema, output, requestId, service.xmlNamespace) };
    default:
      return { status: 200, headers, body: writeJsonOutput(schema, output) };
  }
}

function resolve(schema: SchemaThunk): SchemaRef {
  return typeof schema === 'function' ? (schema)() : schema;
}
