import type { IpPermission } from '@aws-sdk/client-ec2';
import { missingParameter, notInSandbox } from '../errors.js';

interface Request {
  readonly IpPermissions?: IpPermission[];
  readonly IpProtocol?: string;
  readonly FromPort?: number;
  readonly ToPort?: number;
  readonly CidrIp?: string;
  readonly SourceSecurityGroupName?: string;
}

/** The permissions of a request: the list, or the one that is spelled out in its members. */
export function requestedPermissions(request: Request): IpPermission[] {
  if (request.IpPermissions && request.IpPermissions.length > 0) return request.IpPermissions;
  if (request.SourceSecurityGroupName !== undefined) throw notInSandbox('SourceSecurityGroupName');
  const { IpProtocol, FromPort, ToPort, CidrIp } = request;
  if (IpProtocol === undefined || CidrIp === undefined) throw missingParameter('ipPermissions');
  return [{ IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp }] }];
}
