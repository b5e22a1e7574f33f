import type { DescribeLogStreamsCommandInput, DescribeLogStreamsCommandOutput, LogStream } from '@aws-sdk/client-cloudwatch-logs';
import type { Handler } from '../../service.js';
import { groupNameOf, streamArn } from '../arn.js';
import { invalidParameter } from '../errors.js';
import type { StoredStream } from '../model.js';
import { pageOf } from '../page.js';
import type { LogsState } from '../state.js';

export function describeLogStreams(state: LogsState): Handler<DescribeLogStreamsCommandInput, DescribeLogStreamsCommandOutput> {
  return (input) => {
    const byTime = input.orderBy === 'LastEventTime';
    if (byTime && input.logStreamNamePrefix !== undefined) {
      throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
    }
    const group = state.getGroup(groupNameOf(input.logGroupIdentifier ?? input.logGroupName ?? ''));
    const found = state
      .streamsOf(group.name)
      .filter(({ name }) => name.startsWith(input.logStreamNamePrefix ?? ''))
      .map((stream) => describe(stream, state))
      .sort((a, b) => (byTime ? timeOf(a) - timeOf(b) || byName(a, b) : byName(a, b)));
    if (input.descending) found.reverse();
    const { items, nextToken } = pageOf(found, input.limit ?? 50, 50, input.nextToken);
    return { logStreams: items, nextToken };
  };
}

function describe(stream: StoredStream, { context: { account }, fileOf }: LogsState): LogStream {
  const { firstTimestamp, lastTimestamp, lastIngestionTime } = fileOf(stream).summary();
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    ...(lastTimestamp === undefined
      ? {}
      : { firstEventTimestamp: firstTimestamp, lastEventTimestamp: lastTimestamp, lastIngestionTime }),
    uploadSequenceToken: stream.fileId,
    arn: streamArn(account, stream.group, stream.name),
    storedBytes: 0,
  };
}

const timeOf = ({ lastEventTimestamp, creationTime }: LogStream) => lastEventTimestamp ?? creationTime ?? 0;
const byName = (a: LogStream, b: LogStream) => ((a.logStreamName ?? '') < (b.logStreamName ?? '') ? -1 : 1);
