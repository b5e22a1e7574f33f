import type { Service } from '../../../aws/services.js';
import { names } from '../../names.js';
import type { Text } from '../../types.js';
import { shortRevision } from './find-service.js';
import type { Network } from './read-network.js';

/** Where a service differs from what the course needs; empty: it is as it should be. */
export function findServiceFaults(service: Service, network: Network, targetGroupArn: string): readonly Text[] {
  const publicOnes = service.subnets.filter((id) => network.publicSubnetIds.includes(id));
  const missing = network.privateSubnetIds.filter((id) => !service.subnets.includes(id));
  return [
    // Made in the console it has a capacity provider strategy and no launch type; this cluster's are Fargate's.
    ...(service.launchType === '' || service.launchType === 'FARGATE' ? [] : [{ ja: `起動タイプが ${service.launchType} です`, en: `its launch type is ${service.launchType}` }]),
    ...(publicOnes.length === 0 ? [] : [{ ja: `パブリックサブネット ${publicOnes.join(', ')} に置かれています`, en: `it is in the public subnets ${publicOnes.join(', ')}` }]),
    ...(missing.length === 0 ? [] : [{ ja: `プライベートサブネット ${missing.join(', ')} がありません`, en: `the private subnets ${missing.join(', ')} are missing` }]),
    ...(service.securityGroups.includes(network.webSecurityGroupId)
      ? []
      : [{ ja: `セキュリティグループが ${service.securityGroups.join(', ') || '未設定'} です（正しくは ${names.webSecurityGroup} ${network.webSecurityGroupId}）`, en: `its security group is ${service.securityGroups.join(', ') || 'not set'} (should be ${names.webSecurityGroup} ${network.webSecurityGroupId})` }]),
    ...(service.publicIp ? [{ ja: 'パブリック IP の割り当てが有効です', en: 'it assigns a public IP' }] : []),
    ...(service.targetGroupArns.includes(targetGroupArn) ? [] : [{ ja: `ターゲットグループ ${names.targetGroup} につながっていません`, en: `it is not connected to the target group ${names.targetGroup}` }]),
    ...(shortRevision(service.taskDefinitionArn).startsWith(`${names.taskFamily}:`)
      ? []
      : [{ ja: `タスク定義が ${shortRevision(service.taskDefinitionArn)} です`, en: `its task definition is ${shortRevision(service.taskDefinitionArn)}` }]),
    ...(service.desired > 0 ? [] : [{ ja: 'タスクの数が 0 です', en: 'its desired count is 0' }]),
  ];
}
