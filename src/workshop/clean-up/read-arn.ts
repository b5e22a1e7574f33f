import type { LedgerResource, ResourceKind } from '../ledger.js';

/** What an ARN that was found by its tags is the name of. */
export interface NamedByArn {
  readonly arn: string;
  /** Under the id of the ledger, where it is of a kind that the clean-up can delete. */
  readonly claim?: LedgerResource;
  /** What it is called by its service: "vpc", "loadbalancer" … and what CloudFormation knows it by. */
  readonly type: string;
  readonly physicalId: string;
}

const claims: readonly (readonly [ResourceKind, RegExp])[] = [
  ['stack', /^arn:[^:]+:cloudformation:[^:]+:\d+:stack\/([^/]+)\//],
  ['table', /^arn:[^:]+:dynamodb:[^:]+:\d+:table\/([^/]+)$/],
  ['repository', /^arn:[^:]+:ecr:[^:]+:\d+:repository\/(.+)$/],
  ['cluster', /^arn:[^:]+:ecs:[^:]+:\d+:cluster\/(.+)$/],
  ['service', /^arn:[^:]+:ecs:[^:]+:\d+:service\/([^/]+\/[^/]+)$/],
  ['task-definition', /^arn:[^:]+:ecs:[^:]+:\d+:task-definition\/([^:]+):\d+$/],
  ['listener', /^(arn:[^:]+:elasticloadbalancing:[^:]+:\d+:listener\/.+)$/],
  ['target-group', /^arn:[^:]+:elasticloadbalancing:[^:]+:\d+:targetgroup\/([^/]+)\//],
  ['log-group', /^arn:[^:]+:logs:[^:]+:\d+:log-group:([^:]+)(?::\*)?$/],
  ['role', /^arn:[^:]+:iam::\d+:role\/(?:.*\/)?([^/]+)$/],
];

/** Takes an ARN apart: "arn:aws:ec2:ap-northeast-1:123456789012:vpc/vpc-1" is of type "vpc" and has the id "vpc-1". */
export function readArn(arn: string): NamedByArn {
  const resource = arn.split(':').slice(5).join(':');
  const type = resource.split(/[:/]/)[0] ?? '';
  for (const [kind, pattern] of claims) {
    const id = pattern.exec(arn)?.[1];
    // CloudFormation knows tables, log groups and repositories by their names, what belongs to a load balancer by its ARN.
    if (id !== undefined) return { arn, claim: { kind, id }, type, physicalId: arn.includes(':elasticloadbalancing:') ? arn : id };
  }
  return { arn, type, physicalId: arn.includes(':ec2:') ? resource.slice(resource.indexOf('/') + 1) : arn };
}
