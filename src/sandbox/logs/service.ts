import {
  CreateLogGroup$,
  CreateLogStream$,
  DeleteLogGroup$,
  DeleteLogStream$,
  DeleteRetentionPolicy$,
  DescribeLogGroups$,
  DescribeLogStreams$,
  FilterLogEvents$,
  GetLogEvents$,
  ListTagsForResource$,
  ListTagsLogGroup$,
  PutLogEvents$,
  PutRetentionPolicy$,
  TagLogGroup$,
  TagResource$,
  UntagLogGroup$,
  UntagResource$,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Account, SandboxContext } from '../context.js';
import { operation, type Service } from '../service.js';
import { groupArn, groupNameOf, streamArn } from './arn.js';
import { createLogGroup } from './operations/create-log-group.js';
import { deleteLogGroup } from './operations/delete-log-group.js';
import { describeLogGroups } from './operations/describe-log-groups.js';
import { describeLogStreams } from './operations/describe-log-streams.js';
import { filterLogEvents } from './operations/filter-log-events.js';
import { getLogEvents } from './operations/get-log-events.js';
import { createLogStream, deleteLogStream } from './operations/log-streams.js';
import { putLogEvents } from './operations/put-log-events.js';
import { deleteRetentionPolicy, putRetentionPolicy } from './operations/retention-policy.js';
import { listTagsForResource, listTagsLogGroup, tagLogGroup, tagResource, untagLogGroup, untagResource } from './operations/tags.js';
import { createLogsState } from './state.js';

/** CloudWatch Logs; it also says which group or stream a request is about, so that a role's policies can be asked. */
export interface LogsService extends Service {
  resourcesOf(operation: string, body: unknown): readonly string[];
}

export function createLogsService(context: SandboxContext): LogsService {
  const state = createLogsState(context);
  return {
    name: 'logs',
    operations: {
      CreateLogGroup: operation(CreateLogGroup$, createLogGroup(state)),
      CreateLogStream: operation(CreateLogStream$, createLogStream(state)),
      DeleteLogGroup: operation(DeleteLogGroup$, deleteLogGroup(state)),
      DeleteLogStream: operation(DeleteLogStream$, deleteLogStream(state)),
      DeleteRetentionPolicy: operation(DeleteRetentionPolicy$, deleteRetentionPolicy(state)),
      DescribeLogGroups: operation(DescribeLogGroups$, describeLogGroups(state)),
      DescribeLogStreams: operation(DescribeLogStreams$, describeLogStreams(state)),
      FilterLogEvents: operation(FilterLogEvents$, filterLogEvents(state)),
      GetLogEvents: operation(GetLogEvents$, getLogEvents(state)),
      ListTagsForResource: operation(ListTagsForResource$, listTagsForResource(state)),
      ListTagsLogGroup: operation(ListTagsLogGroup$, listTagsLogGroup(state)),
      PutLogEvents: operation(PutLogEvents$, putLogEvents(state)),
      PutRetentionPolicy: operation(PutRetentionPolicy$, putRetentionPolicy(state)),
      TagLogGroup: operation(TagLogGroup$, tagLogGroup(state)),
      TagResource: operation(TagResource$, tagResource(state)),
      UntagLogGroup: operation(UntagLogGroup$, untagLogGroup(state)),
      UntagResource: operation(UntagResource$, untagResource(state)),
    },
    resourcesOf: (_, body) => resourcesOf(context.account, body),
    taggedResources: () =>
      state
        .groups()
        .filter(({ tags }) => Object.keys(tags).length > 0)
        .map(({ name, tags }) => ({ arn: groupArn(context.account, name), tags })),
  };
}

function resourcesOf(account: Account, body: unknown): string[] {
  const { logGroupName, logGroupIdentifier, logStreamName, resourceArn } = (body ?? {}) as Record<string, unknown>;
  const group = [logGroupName, logGroupIdentifier, resourceArn].find((value) => typeof value === 'string');
  if (group === undefined) return [`${groupArn(account, '')}:log-stream:`];
  if (typeof logStreamName === 'string') return [streamArn(account, groupNameOf(group), logStreamName)];
  return [`${groupArn(account, groupNameOf(group))}:log-stream:`];
}
