import type {
  CreateLogStreamCommandInput,
  CreateLogStreamCommandOutput,
  DeleteLogStreamCommandInput,
  DeleteLogStreamCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Handler } from '../../service.js';
import { failedConstraint, streamExists } from '../errors.js';
import type { LogsState } from '../state.js';

export function createLogStream(state: LogsState): Handler<CreateLogStreamCommandInput, CreateLogStreamCommandOutput> {
  return ({ logGroupName = '', logStreamName = '' }) => {
    if (!/^[^:*]{1,512}$/.test(logStreamName)) {
      throw failedConstraint('logStreamName', logStreamName, 'Member must satisfy regular expression pattern: [^:*]*');
    }
    state.getGroup(logGroupName);
    if (state.findStream(logGroupName, logStreamName)) throw streamExists();
    state.createStream(logGroupName, logStreamName);
    return {};
  };
}

export function deleteLogStream(state: LogsState): Handler<DeleteLogStreamCommandInput, DeleteLogStreamCommandOutput> {
  return ({ logGroupName = '', logStreamName = '' }) => {
    state.deleteStream(state.getStream(logGroupName, logStreamName));
    return {};
  };
}
