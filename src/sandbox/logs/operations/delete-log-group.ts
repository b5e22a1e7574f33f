import type { DeleteLogGroupCommandInput, DeleteLogGroupCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import type { Handler } from '../../service.js';
import type { LogsState } from '../state.js';

export function deleteLogGroup(state: LogsState): Handler<DeleteLogGroupCommandInput, DeleteLogGroupCommandOutput> {
  return ({ logGroupName = '' }) => {
    state.deleteGroup(state.getGroup(logGroupName).name);
    return {};
  };
}
