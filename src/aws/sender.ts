import { translateError } from './translate-error.js';

/** How every client is made: where to, as whom. Without credentials, the usual AWS variables and files are used. */
export interface ClientConfig {
  readonly region: string;
  readonly endpoint?: string;
  readonly profile?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Sends commands through one client, made on first use, and translates what it throws. */
export interface Sender<Client> {
  <Output>(send: (client: Client) => Promise<Output>): Promise<Output>;
}

export function createSender<Client>(service: string, make: () => Client): Sender<Client> {
  let client: Client | undefined;
  return async (send) => {
    try {
      client ??= make();
      return await send(client);
    } catch (error) {
      throw translateError(error, service);
    }
  };
}
