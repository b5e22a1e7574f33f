import type {
  AuthorizeSecurityGroupEgressCommandInput,
  AuthorizeSecurityGroupEgressCommandOutput,
  CreateSecurityGroupCommandInput,
  CreateSecurityGroupCommandOutput,
  DeleteSecurityGroupCommandInput,
  DeleteSecurityGroupCommandOutput,
  IpPermission,
  RevokeSecurityGroupEgressCommandInput,
  RevokeSecurityGroupEgressCommandOutput,
} from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import { egressRules, everythingOut, ingressRules, toPermission, type RuleProperties } from './ec2-security-group-rules.js';
import { tagSpecifications, updateEc2Tags } from './ec2-tags.js';
import { defineProvider, type ProviderContext } from './provider.js';
import { required } from './required.js';
import { object, tags, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

type Direction = 'Ingress' | 'Egress';

export const ec2SecurityGroup = defineProvider({
  type: 'AWS::EC2::SecurityGroup',
  properties: object(
    { GroupDescription: text },
    { GroupName: text, VpcId: text, SecurityGroupIngress: ingressRules, SecurityGroupEgress: egressRules, Tags: tags },
  ),
  attributes: ['GroupId', 'VpcId', 'Id'],
  takes: { create: 6_000, delete: 2_000 },
  nameProperty: 'GroupName',
  create: async ({ GroupDescription, GroupName, VpcId, Tags }, context) => {
    const { GroupId } = await context.call<CreateSecurityGroupCommandInput, CreateSecurityGroupCommandOutput>('ec2', 'CreateSecurityGroup', {
      GroupName: GroupName ?? context.generatedName(255),
      Description: GroupDescription,
      VpcId,
      TagSpecifications: tagSpecifications('security-group', Tags, context),
    });
    return required(GroupId, 'GroupId');
  },
  settle: async (GroupId, { VpcId, SecurityGroupIngress = [], SecurityGroupEgress = [] }, context) => {
    await authorizeEach('Ingress', GroupId, SecurityGroupIngress, context);
    if (SecurityGroupEgress.length > 0) {
      // Rules of one's own take the place of EC2's default rule; that it is gone already is fine.
      await revoke('Egress', GroupId, everythingOut, context);
      await authorizeEach('Egress', GroupId, SecurityGroupEgress, context);
    }
    return { GroupId, VpcId, Id: GroupId };
  },
  update: {
    inPlace: ['SecurityGroupIngress', 'SecurityGroupEgress', 'Tags'],
    apply: async (GroupId, change, context) => {
      const { before, after } = change;
      await replaceRules('Ingress', GroupId, before.SecurityGroupIngress ?? [], after.SecurityGroupIngress ?? [], context);
      await replaceRules('Egress', GroupId, before.SecurityGroupEgress ?? [], after.SecurityGroupEgress ?? [], context);
      await updateEc2Tags(GroupId, change, context);
    },
  },
  remove: (GroupId, _, context) =>
    unlessMissing(context.call<DeleteSecurityGroupCommandInput, DeleteSecurityGroupCommandOutput>('ec2', 'DeleteSecurityGroup', { GroupId })),
});

async function authorizeEach(direction: Direction, groupId: string, rules: readonly RuleProperties[], context: ProviderContext): Promise<void> {
  for (const rule of rules) {
    try {
      await context.call<AuthorizeSecurityGroupEgressCommandInput, AuthorizeSecurityGroupEgressCommandOutput>('ec2', `AuthorizeSecurityGroup${direction}`, {
        GroupId: groupId,
        IpPermissions: [toPermission(rule)],
      });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === 'InvalidPermission.Duplicate')) throw error;
    }
  }
}

async function revoke(direction: Direction, GroupId: string, permission: IpPermission, context: ProviderContext): Promise<void> {
  await unlessMissing(
    context.call<RevokeSecurityGroupEgressCommandInput, RevokeSecurityGroupEgressCommandOutput>('ec2', `RevokeSecurityGroup${direction}`, {
      GroupId,
      IpPermissions: [permission],
    }),
  );
}

async function replaceRules(
  direction: Direction,
  groupId: string,
  before: readonly RuleProperties[],
  after: readonly RuleProperties[],
  context: ProviderContext,
): Promise<void> {
  const keys = new Set(after.map((rule) => JSON.stringify(toPermission(rule))));
  for (const rule of before) {
    if (!keys.has(JSON.stringify(toPermission(rule)))) await revoke(direction, groupId, toPermission(rule), context);
  }
  await authorizeEach(direction, groupId, after, context);
}
