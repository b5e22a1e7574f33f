import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createSender, type ClientConfig } from './sender.js';

export interface Caller {
  /** Twelve digits. */
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

export interface AccountDoor {
  /** Who am I? Costs nothing, needs no permission. */
  caller(): Promise<Caller>;
}

export function createAccountDoor(config: ClientConfig): AccountDoor {
  const sts = createSender('sts', () => new STSClient(config));
  return {
    caller: async () => {
      const { Account = '', Arn = '', UserId = '' } = await sts((client) => client.send(new GetCallerIdentityCommand({})));
      return { account: Account, arn: Arn, userId: UserId };
    },
  };
}
