import type { JsonObject } from './json.js';
import type { DynamodbState } from './state.js';

/** One operation of DynamoDB on parsed JSON; over HTTP and from other services alike. @throws AwsError */
export type TableOperation = (input: JsonObject, state: DynamodbState) => Promise<JsonObject>;
