import {
  CreateTable$,
  DeleteTable$,
  DescribeContinuousBackups$,
  DescribeTable$,
  DescribeTimeToLive$,
  ListTables$,
  ListTagsOfResource$,
  TagResource$,
  UntagResource$,
  UpdateContinuousBackups$,
  UpdateTable$,
  UpdateTimeToLive$,
} from '@aws-sdk/client-dynamodb';
import type { SandboxContext } from '../context.js';
import { operation, type Operation, type RawRequest, type RawResponse, type Service } from '../service.js';
import { tableArn } from './arn.js';
import { serializationException } from './errors.js';
import { execute } from './execute.js';
import { isDeeperThan, isJsonObject, reviveDates, type JsonObject } from './json.js';
import { resourcesOf } from './resources-of.js';
import { createDynamodbState } from './state.js';

/** A service that takes its requests unparsed, and says which resources one is about. */
export interface RawService extends Service {
  readonly handleRaw: (request: RawRequest) => Promise<RawResponse>;
  /** `body`: the parsed request. */
  resourcesOf(operation: string, body: unknown): readonly string[];
}

/** What other services ask in process. */
const tableOperations = {
  CreateTable: CreateTable$,
  DeleteTable: DeleteTable$,
  DescribeContinuousBackups: DescribeContinuousBackups$,
  DescribeTable: DescribeTable$,
  DescribeTimeToLive: DescribeTimeToLive$,
  ListTables: ListTables$,
  ListTagsOfResource: ListTagsOfResource$,
  TagResource: TagResource$,
  UntagResource: UntagResource$,
  UpdateContinuousBackups: UpdateContinuousBackups$,
  UpdateTable: UpdateTable$,
  UpdateTimeToLive: UpdateTimeToLive$,
} as const;

export function createDynamodbService(context: SandboxContext): RawService {
  const state = createDynamodbState(context);
  return {
    name: 'dynamodb',
    operations: Object.fromEntries(
      Object.entries(tableOperations).map(([name, schema]): [string, Operation] => [
        name,
        operation(schema, async (input: object) => reviveDates(await execute(name, asJson(input), state)) as JsonObject),
      ]),
    ),
    handleRaw: async ({ operation: name, body, context: { requestId } }) => ({
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': requestId },
      body: JSON.stringify(await execute(name, parseBody(body), state)),
    }),
    resourcesOf: (name, body) => resourcesOf(context.account, name, body),
    taggedResources: () =>
      state.tables
        .values()
        .filter(({ tags }) => Object.keys(tags).length > 0)
        .map(({ name, tags }) => ({ arn: tableArn(context.account, name), tags })),
    stop: () => state.close(),
  };
}

function asJson(input: object): JsonObject {
  return JSON.parse(JSON.stringify(input)) as JsonObject;
}

/** An item has at most 32 levels, each of them two of JSON; deeper ones would exhaust the stack of whoever walks them. */
const deepestBody = 128;

function parseBody(body: Buffer): JsonObject {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (isJsonObject(parsed) && !isDeeperThan(parsed, deepestBody)) return parsed;
  } catch {
    throw serializationException();
  }
  throw serializationException();
}
