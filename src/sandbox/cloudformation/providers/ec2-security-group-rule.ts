import type {
  AuthorizeSecurityGroupEgressCommandInput,
  AuthorizeSecurityGroupEgressCommandOutput,
  RevokeSecurityGroupEgressCommandInput,
  RevokeSecurityGroupEgressCommandOutput,
} from '@aws-sdk/client-ec2';
import { egressMembers, ingressMembers, toPermission, type RuleProperties } from './ec2-security-group-rules.js';
import { defineProvider, type Provider } from './provider.js';
import { required } from './required.js';
import { object, text, type ObjectShape } from './shape.js';
import { unlessMissing } from './unless-missing.js';

type Properties = RuleProperties & { GroupId: string };

/** A rule that stands by itself, so that two groups may name each other. */
function ruleProvider(direction: 'Ingress' | 'Egress', properties: ObjectShape<Properties>): Provider {
  return defineProvider<Properties>({
    type: `AWS::EC2::SecurityGroup${direction}`,
    properties,
    attributes: ['Id'],
    takes: { create: 2_000, delete: 2_000 },
    create: async ({ GroupId, ...rule }, context) => {
      const { SecurityGroupRules } = await context.call<AuthorizeSecurityGroupEgressCommandInput, AuthorizeSecurityGroupEgressCommandOutput>(
        'ec2',
        `AuthorizeSecurityGroup${direction}`,
        { GroupId, IpPermissions: [toPermission(rule)] },
      );
      return required(SecurityGroupRules?.[0]?.SecurityGroupRuleId, 'SecurityGroupRuleId');
    },
    settle: (Id) => Promise.resolve({ Id }),
    remove: (id, { GroupId }, context) =>
      unlessMissing(
        context.call<RevokeSecurityGroupEgressCommandInput, RevokeSecurityGroupEgressCommandOutput>('ec2', `RevokeSecurityGroup${direction}`, {
          GroupId,
          SecurityGroupRuleIds: [id],
        }),
      ),
  });
}

export const ec2SecurityGroupIngress = ruleProvider('Ingress', object({ GroupId: text, IpProtocol: text }, ingressMembers));
export const ec2SecurityGroupEgress = ruleProvider('Egress', object({ GroupId: text, IpProtocol: text }, egressMembers));
