import { Readable } from 'node:stream';
import { NodeHttpHandler } from '@smithy/node-http-handler';

export const faultKinds = ['throttled', 'server-error', 'timeout', 'reset', 'denied', 'expired'] as const;
/** `answer-lost`: what was asked for is done, and the connection is cut before the answer has come. */
export type FaultKind = (typeof faultKinds)[number] | 'answer-lost';

interface Request {
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** What fails while it is armed. Once: the first call of each operation that is struck. For good: all of its calls. */
export interface ArmedFault {
  readonly kind: FaultKind;
  readonly times: 'once' | 'for-good';
  /** Asked at the first call of each operation, e.g. "ecs:CreateCluster", with those that were struck before it. */
  readonly strikes: (operation: string, hits: ReadonlySet<string>) => boolean;
}

/** Stands where the SDK sends its requests: below its retries, its parsing and its errors. */
export class FaultyHandler extends NodeHttpHandler {
  /** Every operation that was asked for. */
  readonly seen = new Set<string>();
  #armed: ArmedFault | undefined;
  #hits = new Set<string>();

  /** Does something while the fault is armed. Answers what came of it, and which operations were struck. */
  async during<Answer>(fault: ArmedFault, action: () => Promise<Answer>): Promise<{ readonly hits: ReadonlySet<string>; readonly answer: Answer | { readonly error: unknown } }> {
    this.#armed = fault;
    this.#hits = new Set();
    const answer = await action().catch((error: unknown) => ({ error }));
    this.#armed = undefined;
    return { hits: this.#hits, answer };
  }

  override async handle(...args: Parameters<NodeHttpHandler['handle']>): ReturnType<NodeHttpHandler['handle']> {
    const operation = operationOf(args[0]);
    this.seen.add(operation);
    const fault = this.#armed;
    if (fault === undefined || !this.#isStruck(operation, fault)) return await super.handle(...args);
    if (fault.kind === 'answer-lost') ((await super.handle(...args)).response as { readonly body: Readable }).body.resume();
    return failAs(fault.kind, operation, args[0]) as Awaited<ReturnType<NodeHttpHandler['handle']>>;
  }

  #isStruck(operation: string, { times, strikes }: ArmedFault): boolean {
    if (this.#hits.has(operation)) return times === 'for-good';
    if (!strikes(operation, this.#hits)) return false;
    this.#hits.add(operation);
    return true;
  }
}

/** IAM's names for what the signature's scope calls otherwise. */
const prefixes: Readonly<Record<string, string>> = { tagging: 'tag' };

function operationOf({ headers, body }: Request): string {
  const scope = /\/([\w-]+)\/aws4_request/.exec(headers['authorization'] ?? '')?.[1] ?? '';
  const name = headers['x-amz-target']?.split('.').at(-1) ?? /(?:^|&)Action=(\w+)/.exec(String(body))?.[1] ?? '';
  return `${prefixes[scope] ?? scope}:${name}`;
}

const words: Readonly<Record<Exclude<FaultKind, 'timeout' | 'reset' | 'answer-lost'>, { readonly json: string; readonly query: string; readonly ec2: string; readonly status: number }>> = {
  throttled: { json: 'ThrottlingException', query: 'Throttling', ec2: 'RequestLimitExceeded', status: 400 },
  'server-error': { json: 'InternalFailure', query: 'InternalFailure', ec2: 'InternalError', status: 500 },
  denied: { json: 'AccessDeniedException', query: 'AccessDenied', ec2: 'UnauthorizedOperation', status: 403 },
  expired: { json: 'ExpiredTokenException', query: 'ExpiredToken', ec2: 'RequestExpired', status: 403 },
};

/** An answer of AWS, as HTTP has it. */
export interface FaultAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** As AWS puts it in each family of protocols. */
export function answerAs(kind: keyof typeof words, operation: string, { isJson }: { isJson: boolean }): FaultAnswer {
  const { json, query, ec2, status } = words[kind];
  const message = kind === 'denied' ? `User: arn:aws:iam::123456789012:user/learner is not authorized to perform: ${operation} on resource: *` : `the ${kind} of ${operation}`;
  const body = isJson
    ? JSON.stringify({ __type: json, message })
    : operation.startsWith('ec2:')
      ? `<Response><Errors><Error><Code>${ec2}</Code><Message>${message}</Message></Error></Errors><RequestID>r</RequestID></Response>`
      : `<ErrorResponse><Error><Type>Sender</Type><Code>${query}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
  return { statusCode: status, headers: { 'content-type': isJson ? 'application/x-amz-json-1.1' : 'text/xml' }, body };
}

/** That answer, or what Node says of one that never came. */
function failAs(kind: FaultKind, operation: string, { headers }: Request): unknown {
  if (kind === 'timeout') throw Object.assign(new Error('Connection timed out after 30000 ms'), { name: 'TimeoutError' });
  if (kind === 'reset' || kind === 'answer-lost') throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' });
  const { body, ...answer } = answerAs(kind, operation, { isJson: headers['x-amz-target'] !== undefined });
  return { response: { ...answer, body: Readable.from([Buffer.from(body)]) } };
}
