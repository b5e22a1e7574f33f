import type { InboundRule, SecurityGroup } from '../../../aws/vpc.js';
import { names } from '../../names.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { createStack } from './create-stack.js';
import { findUsableStack } from './usable-stack.js';

const endpointSecurityGroup = 'boyacky_endpoint_sg';
/** In the order in which a request passes them. */
const chain = [names.albSecurityGroup, names.webSecurityGroup, endpointSecurityGroup];

/** Who may knock where: world → load balancer → container → private doors to AWS. */
export const securityGroups: Step = {
  id: 'foundation.security-groups',
  kind: 'moment',
  commands: async ({ aws }) => {
    const stack = await aws.stacks.find(names.stack);
    return [
      `aws ec2 describe-security-groups --filters Name=vpc-id,Values=${stack?.outputs['VpcId'] ?? '<VPC ID>'} --query 'SecurityGroups[].[GroupName,IpPermissions]'`,
    ];
  },
  check: checkGroups,
  solve: (context) => createStack.solve(context),
};

async function checkGroups(context: StepContext): Promise<Verdict> {
  const stack = await findUsableStack(context);
  if ('verdict' in stack) return stack;
  const all = await context.aws.vpc.securityGroups(stack.outputs['VpcId'] ?? '');
  const found = chain.map((name) => all.find((group) => group.name === name));
  const missing = chain.filter((_, index) => found[index] === undefined);
  const expected = { ja: `セキュリティグループ ${chain.join('、')} がある`, en: `the security groups ${chain.join(', ')} exist` };
  if (missing.length > 0) {
    return notYet(
      expected,
      { ja: `${missing.join('、')} がありません`, en: `${missing.join(', ')} is missing` },
      { ja: 'スタックを boyacky-lab cleanup で消し、同梱のテンプレートから作り直します。', en: 'Delete the stack with boyacky-lab cleanup and create it again from the template that came with the workshop.' },
    );
  }
  const groups = found.filter((group) => group !== undefined);
  const endpoint = groups.find(({ name }) => name === endpointSecurityGroup);
  if (endpoint?.inbound.some(isForEverybody)) {
    return notYet(
      { ja: `${endpointSecurityGroup} に届くのは VPC の中からだけ`, en: `${endpointSecurityGroup} can be reached from inside the VPC only` },
      { ja: '世界中（0.0.0.0/0）に開いています', en: 'it is open to the world (0.0.0.0/0)' },
      { ja: 'インバウンドルールの送信元を VPC の CIDR（10.0.0.0/16）に直します。', en: "Change the source of its inbound rule to the VPC's CIDR block (10.0.0.0/16)." },
    );
  }
  return done(...groups.flatMap((group) => group.inbound.map((rule) => describeRule(group, rule, all))), {
    ja: `${endpointSecurityGroup} は VPC の中にだけ開いています: 外からは届きません`,
    en: `${endpointSecurityGroup} is open to the VPC only: nobody outside can reach it`,
  });
}

function isForEverybody({ sources }: InboundRule): boolean {
  return sources.some((source) => source === '0.0.0.0/0' || source === '::/0');
}

function describeRule(group: SecurityGroup, { protocol, fromPort, toPort, sources }: InboundRule, all: readonly SecurityGroup[]): Text {
  const ports = fromPort === toPort ? `${fromPort ?? ''}` : `${fromPort ?? ''}-${toPort ?? ''}`;
  const door = protocol === '-1' ? plain('*') : plain(`${protocol.toUpperCase()} ${ports}`);
  const from = sources.map((source) => describeSource(source, all));
  return {
    ja: `${group.name}: ${door.ja} ← ${from.map(({ ja }) => ja).join('、')}`,
    en: `${group.name}: ${door.en} ← ${from.map(({ en }) => en).join(', ')}`,
  };
}

function describeSource(source: string, all: readonly SecurityGroup[]): Text {
  const group = all.find(({ id }) => id === source);
  if (group !== undefined) return { ja: `${group.name} が付いたもの`, en: `everything in ${group.name}` };
  if (source === '0.0.0.0/0' || source === '::/0') return { ja: `誰でも（${source}）`, en: `everybody (${source})` };
  return { ja: `アドレス ${source}`, en: `addresses ${source}` };
}
