import type { DescribeTargetGroupAttributesCommandInput, DescribeTargetGroupAttributesCommandOutput, ModifyTargetGroupAttributesCommandInput, ModifyTargetGroupAttributesCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { attributeList } from '../attributes.js';
import type { Elbv2 } from '../elbv2.js';
import { findTargetGroup } from '../find.js';
import { publishTargetGroup } from '../publish.js';
import { changeTargetGroupAttributes } from '../target-group-attributes.js';

export function describeTargetGroupAttributes(elbv2: Elbv2): Handler<DescribeTargetGroupAttributesCommandInput, DescribeTargetGroupAttributesCommandOutput> {
  return ({ TargetGroupArn }) => ({ Attributes: attributeList(findTargetGroup(elbv2, TargetGroupArn).attributes) });
}

export function modifyTargetGroupAttributes(elbv2: Elbv2): Handler<ModifyTargetGroupAttributesCommandInput, ModifyTargetGroupAttributesCommandOutput> {
  return ({ TargetGroupArn, Attributes = [] }) => {
    const { arn, attributes } = findTargetGroup(elbv2, TargetGroupArn);
    const changed = elbv2.targetGroups.update(arn, { attributes: changeTargetGroupAttributes(attributes, Attributes) });
    publishTargetGroup(elbv2, changed);
    return { Attributes: attributeList(changed.attributes) };
  };
}
