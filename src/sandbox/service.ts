import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal } from './identity/principal.js';

/** The services that the sandbox answers for. The name is also the folder of the service. */
export type ServiceName =
  | 'cloudformation'
  | 'dynamodb'
  | 'ec2'
  | 'ecr'
  | 'ecs'
  | 'elbv2'
  | 'iam'
  | 'logs'
  | 'sts'
  | 'tagging';

/** What a handler may know of the request besides its input. */
export interface RequestContext {
  /** Also returned to the client as x-amzn-requestid. */
  readonly requestId: string;
  /** Who signed the request; `service` when another service of the sandbox asks. */
  readonly principal: Principal;
}

/** Output of an SDK command as a handler returns it: the client adds `$metadata`. */
export type Answer<Output> = Omit<Output, '$metadata'>;

/**
 * One operation: typed from the SDK's Command, e.g.
 * `Handler<CreateClusterCommandInput, CreateClusterCommandOutput>`. Required members of the input are present
 * (the wire layer checked them); nothing else is. Timestamps are `Date`s on both sides. Throws `AwsError`.
 */
export type Handler<Input, Output> = (input: Input, request: RequestContext) => Answer<Output> | Promise<Answer<Output>>;

/** An operation's handler together with the schema (`CreateCluster$`) that the SDK client exports for it. */
export interface Operation {
  /** `[9, namespace, name, traits, input, output]` */
  readonly schema: unknown;
  readonly handle: (input: never, request: RequestContext) => unknown;
}

export function operation<Input, Output>(schema: unknown, handle: Handler<Input, Output>): Operation {
  return { schema, handle };
}

export interface TaggedResource {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A service of the sandbox is a value: built from a context, listening nowhere. Operation names are API names.
 */
export interface Service {
  readonly name: ServiceName;
  readonly operations: Readonly<Record<string, Operation>>;
  /**
   * Takes POST / requests of this service unparsed (DynamoDB: its body goes on to dynalite). The request is
   * already authenticated; `body` has been read.
   */
  readonly handleRaw?: (request: RawRequest) => Promise<RawResponse>;
  /** Takes every request whose path starts with the prefix, unauthenticated and unread (the registry: "/v2/"). */
  readonly httpRoutes?: readonly HttpRoute[];
  /** Everything of this service that bears tags, for the Resource Groups Tagging API. */
  readonly taggedResources?: () => readonly TaggedResource[];
  /** Brings the world back in line with the stored state and starts loops; called once after start. */
  readonly start?: () => Promise<void>;
  /** Ends loops, listeners and whatever runs on this machine; stored state stays. */
  readonly stop?: () => Promise<void>;
}

export interface RawRequest {
  readonly operation: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  readonly context: RequestContext;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

export interface HttpRoute {
  readonly prefix: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
}
