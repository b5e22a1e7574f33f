import type { DescribeLogGroupsCommandInput, DescribeLogGroupsCommandOutput, LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import type { Handler } from '../../service.js';
import { groupArn, groupNameOf } from '../arn.js';
import { invalidParameter } from '../errors.js';
import type { StoredGroup } from '../model.js';
import { pageOf } from '../page.js';
import type { LogsState } from '../state.js';

export function describeLogGroups(state: LogsState): Handler<DescribeLogGroupsCommandInput, DescribeLogGroupsCommandOutput> {
  return (input) => {
    const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, logGroupIdentifiers: identifiers = [] } = input;
    if (prefix !== undefined && pattern !== undefined) {
      throw invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
    }
    const names = identifiers.map(groupNameOf);
    const found = state
      .groups()
      .filter(({ name }) => name.startsWith(prefix ?? '') && name.toLowerCase().includes(pattern?.toLowerCase() ?? ''))
      .filter(({ logGroupClass }) => input.logGroupClass === undefined || logGroupClass === input.logGroupClass)
      .filter(({ name }) => names.length === 0 || names.includes(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, nextToken } = pageOf(found, input.limit ?? 50, 50, input.nextToken);
    return { logGroups: items.map((group) => describe(group, state)), nextToken };
  };
}

function describe(group: StoredGroup, { context: { account }, streamsOf, fileOf }: LogsState): LogGroup {
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    ...(group.retentionInDays === undefined ? {} : { retentionInDays: group.retentionInDays }),
    metricFilterCount: 0,
    arn: `${groupArn(account, group.name)}:*`,
    storedBytes: streamsOf(group.name).reduce((sum, stream) => sum + fileOf(stream).summary().bytes, 0),
    ...(group.kmsKeyId === undefined ? {} : { kmsKeyId: group.kmsKeyId }),
    logGroupClass: group.logGroupClass,
    logGroupArn: groupArn(account, group.name),
  };
}
