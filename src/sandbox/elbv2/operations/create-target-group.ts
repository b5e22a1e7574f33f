import type { CreateTargetGroupCommandInput, CreateTargetGroupCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { arnOf, newId } from '../arn.js';
import { describedTargetGroup } from '../described.js';
import type { Elbv2 } from '../elbv2.js';
import { duplicateTargetGroup, notInSandbox, requireRange, unsupportedProtocol, validationError } from '../errors.js';
import { readHealthCheck } from '../health-check.js';
import type { StoredTargetGroup } from '../model.js';
import { requireName } from '../names.js';
import { publishTargetGroup } from '../publish.js';
import { withTags } from '../tags.js';
import { changeTargetGroupAttributes } from '../target-group-attributes.js';

/**
 * Asked again with the same settings it answers with the target group that exists.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
export function createTargetGroup(elbv2: Elbv2): Handler<CreateTargetGroupCommandInput, CreateTargetGroupCommandOutput> {
  return (input) => {
    const name = input.Name ?? '';
    requireName('Target group', name);
    refuseUnsupported(input);
    const { VpcId, Port, TargetType = 'instance' } = input;
    if (input.Protocol === undefined) throw validationError('A protocol must be specified');
    if (Port === undefined) throw validationError('A port must be specified');
    if (VpcId === undefined) throw validationError('A VPC ID must be specified');
    requireRange(Port, 'port', 1, 65_535);

    const stored: StoredTargetGroup = {
      arn: arnOf(elbv2.context.account, `targetgroup/${name}/${newId()}`),
      name,
      protocol: 'HTTP',
      protocolVersion: 'HTTP1',
      port: Port,
      vpcId: VpcId,
      targetType: TargetType === 'ip' ? 'ip' : 'instance',
      health: readHealthCheck(input),
      attributes: changeTargetGroupAttributes({}, []),
      tags: withTags({}, input.Tags),
      targets: [],
    };
    const existing = elbv2.targetGroups.values().find((one) => one.name === name);
    if (existing && !sameSettings(existing, stored)) throw duplicateTargetGroup(name);
    if (!existing) {
      elbv2.targetGroups.set(stored.arn, stored);
      publishTargetGroup(elbv2, stored);
    }
    return { TargetGroups: [describedTargetGroup(elbv2, existing ?? stored)] };
  };
}

function refuseUnsupported(input: CreateTargetGroupCommandInput): void {
  const { Protocol, ProtocolVersion, TargetType, IpAddressType } = input;
  if (Protocol !== undefined && Protocol !== 'HTTP') throw unsupportedProtocol(`The sandbox does not support target groups with protocol ${Protocol}, only HTTP.`);
  if (ProtocolVersion !== undefined && ProtocolVersion !== 'HTTP1') throw notInSandbox(`the protocol version '${ProtocolVersion}', only 'HTTP1'`);
  if (TargetType !== undefined && TargetType !== 'ip' && TargetType !== 'instance') throw notInSandbox(`the target type '${TargetType}', only 'ip' and 'instance'`);
  if (IpAddressType !== undefined && IpAddressType !== 'ipv4') throw notInSandbox(`the IP address type '${IpAddressType}', only 'ipv4'`);
  if (input.TargetControlPort !== undefined) throw notInSandbox('TargetControlPort');
}

function sameSettings(existing: StoredTargetGroup, wanted: StoredTargetGroup): boolean {
  const settings = ({ port, vpcId, targetType, health }: StoredTargetGroup) => JSON.stringify([port, vpcId, targetType, Object.entries(health).sort()]);
  return settings(existing) === settings(wanted);
}
