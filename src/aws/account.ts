import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { AwsFailure } from './aws-failure.js';
import { blameProfile, collectRemarks } from './blame-profile.js';
import { createSender, type ClientConfig } from './sender.js';

export interface Caller {
  /** Twelve digits. */
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

export interface AccountDoor {
  /** The name that its owner gave it, e.g. "acme-production"; undefined: none, or it may not be asked. */
  alias(): Promise<string | undefined>;
  /** How far this machine's clock is behind AWS's, in milliseconds; 0: less than five minutes. It is known once AWS has answered. */
  clockOffset(): Promise<number>;
  /** When temporary keys end, in milliseconds since the epoch; undefined: they do not. */
  expiresAt(): Promise<number | undefined>;
  /** Who am I? Costs nothing, needs no permission. */
  caller(): Promise<Caller>;
}

export function createAccountDoor(given: ClientConfig): AccountDoor {
  const remarks = collectRemarks();
  const config = { ...given, logger: remarks.logger };
  const sts = createSender('sts', () => new STSClient(config));
  const iam = createSender('iam', () => new IAMClient(config));
  return {
    alias: async () => {
      try {
        return (await iam((client) => client.send(new ListAccountAliasesCommand({})))).AccountAliases?.[0];
      } catch (error) {
        // Not everybody may ask for it, and not every endpoint knows it.
        if (error instanceof AwsFailure && (error.kind === 'denied' || error.kind === 'not-implemented')) return undefined;
        throw error;
      }
    },
    clockOffset: async () => await sts(async (client) => client.config.systemClockOffset),
    expiresAt: async () => (await sts((client) => client.config.credentials())).expiration?.getTime(),
    caller: async () => {
      // It is asked first of all, so here it is found out when there are no keys.
      const identity = sts((client) => client.send(new GetCallerIdentityCommand({})));
      const { Account = '', Arn = '', UserId = '' } = await identity.catch(async (error: unknown) => Promise.reject((await blameProfile(error, config, remarks)) as Error));
      return { account: Account, arn: Arn, userId: UserId };
    },
  };
}
