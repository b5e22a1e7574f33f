import type { Aws } from '../../../aws/aws.js';
import { UserError } from '../../../shared/user-error.js';
import { names } from '../../names.js';

/** What chapter 1's stack has put out for this one. */
export interface Network {
  readonly vpcId: string;
  readonly privateSubnetIds: readonly string[];
  readonly publicSubnetIds: readonly string[];
  readonly webSecurityGroupId: string;
}

/** undefined: the stack is not there, or not ready. */
export async function readNetwork({ stacks }: Pick<Aws, 'stacks'>): Promise<Network | undefined> {
  const { VpcId, PrivateSubnetIds, PublicSubnetIds, WebSecurityGroupId } = (await stacks.find(names.stack))?.outputs ?? {};
  if (VpcId === undefined || PrivateSubnetIds === undefined || WebSecurityGroupId === undefined) return undefined;
  return { vpcId: VpcId, privateSubnetIds: PrivateSubnetIds.split(','), publicSubnetIds: (PublicSubnetIds ?? '').split(','), webSecurityGroupId: WebSecurityGroupId };
}

/** For `solve`, which cannot go on without it. */
export async function requireNetwork(aws: Pick<Aws, 'stacks'>): Promise<Network> {
  const network = await readNetwork(aws);
  if (network !== undefined) return network;
  throw new UserError('stack-missing', { ja: `スタック ${names.stack} がないか、まだできていません`, en: `The stack ${names.stack} is not there, or not ready` }, { why: { ja: 'サービスに要るネットワークとロードバランサーを、このスタックが作ります。', en: 'It makes the network and the load balancer that the service needs.' }, next: 'boyacky-lab solve foundation.wait-stack' });
}
