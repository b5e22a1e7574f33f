import type { LedgerResource } from '../ledger.js';

/** Where a person looks at it in the AWS Management Console; undefined: it is on this machine, or has no page of its own. */
export function consoleAddress({ kind, id }: LedgerResource, region: string): string | undefined {
  const base = `https://${region}.console.aws.amazon.com`;
  const name = encodeURIComponent(id);
  switch (kind) {
    case 'stack':
      return `${base}/cloudformation/home?region=${region}#/stacks?filteringText=${name}`;
    case 'table':
      return `${base}/dynamodbv2/home?region=${region}#table?name=${name}`;
    case 'repository':
      return `${base}/ecr/repositories?region=${region}`;
    case 'cluster':
      return `${base}/ecs/v2/clusters/${name}?region=${region}`;
    case 'service': {
      const [cluster = '', service = ''] = id.split('/');
      return `${base}/ecs/v2/clusters/${encodeURIComponent(cluster)}/services/${encodeURIComponent(service)}?region=${region}`;
    }
    case 'task-definition':
      return `${base}/ecs/v2/task-definitions/${name}?region=${region}`;
    case 'log-group':
      return `${base}/cloudwatch/home?region=${region}#logsV2:log-groups`;
    case 'role':
      return `https://console.aws.amazon.com/iam/home#/roles/details/${name}`;
    case 'listener':
    case 'target-group':
      return `${base}/ec2/home?region=${region}#${kind === 'listener' ? 'LoadBalancers' : 'TargetGroups'}:`;
    default:
      return undefined;
  }
}
