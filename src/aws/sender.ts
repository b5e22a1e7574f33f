import type { Agent } from 'node:https';
import type { STSClientConfig } from '@aws-sdk/client-sts';
import { translateError } from './translate-error.js';

/** How every client is made: where to, as whom. Without credentials, the usual AWS variables and files are used. */
export interface ClientConfig {
  readonly region: string;
  readonly endpoint?: string;
  readonly profile?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string; readonly expiration?: Date };
  /** How long an answer may take; tests put a whole handler of their own in its place. */
  readonly requestHandler?: RequestTimes | HttpHandler;
  /** The same for the clients with which the SDK fetches credentials (IAM Identity Center and the like): they do not take it over by themselves. */
  readonly clientConfig?: { readonly requestHandler?: RequestTimes | HttpHandler };
}

/** What the SDK sends requests with. */
type HttpHandler = NonNullable<STSClientConfig['requestHandler']>;

/** Milliseconds. The SDK's own default is to wait for ever. */
export interface RequestTimes {
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly throwOnRequestTimeout: boolean;
  /** How connections are made, where it is not straight. */
  readonly httpsAgent?: Agent;
}

/** Longer than any answer of the control plane takes; a call without an answer is asked again by the SDK, up to three times. */
export const usualTimes: RequestTimes = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true };

/** Sends commands through one client, made on first use, and translates what it throws. */
export interface Sender<Client> {
  <Output>(send: (client: Client) => Promise<Output>): Promise<Output>;
}

/** As far as a client of the SDK is known here. */
interface SdkClient {
  readonly config: { readonly profile?: string };
  readonly middlewareStack: { add(middleware: never, options: { readonly step: 'initialize'; readonly priority: 'high'; readonly name: string }): void };
}

/** `service`: the prefix of its actions in IAM policies, e.g. "ecs". Failures name the operation: "ecs:CreateCluster". */
export function createSender<Client extends SdkClient>(service: string, make: () => Client): Sender<Client> {
  let client: Client | undefined;
  return async (send) => {
    try {
      client ??= naming(service, make());
      return await send(client);
    } catch (error) {
      throw translateError(error, service, client?.config.profile);
    }
  };
}

/** Only from inside the client is it known which command failed. */
function naming<Client extends SdkClient>(service: string, client: Client): Client {
  const translate = (next: (input: unknown) => Promise<unknown>, { commandName = '' }: { commandName?: string }) => async (input: unknown) => {
    try {
      return await next(input);
    } catch (error) {
      throw translateError(error, `${service}:${commandName.replace(/Command$/, '')}`, client.config.profile);
    }
  };
  client.middlewareStack.add(translate as never, { step: 'initialize', priority: 'high', name: 'translateError' });
  return client;
}
