import type {
  DeleteRetentionPolicyCommandInput,
  DeleteRetentionPolicyCommandOutput,
  PutRetentionPolicyCommandInput,
  PutRetentionPolicyCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Handler } from '../../service.js';
import { failedConstraint } from '../errors.js';
import type { LogsState } from '../state.js';

const allowedDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

export function putRetentionPolicy(state: LogsState): Handler<PutRetentionPolicyCommandInput, PutRetentionPolicyCommandOutput> {
  return ({ logGroupName = '', retentionInDays = 0 }) => {
    if (!allowedDays.includes(retentionInDays)) {
      throw failedConstraint('retentionInDays', retentionInDays, `Member must satisfy enum value set: [${allowedDays.join(', ')}]`);
    }
    state.saveGroup({ ...state.getGroup(logGroupName), retentionInDays });
    return {};
  };
}

export function deleteRetentionPolicy(state: LogsState): Handler<DeleteRetentionPolicyCommandInput, DeleteRetentionPolicyCommandOutput> {
  return ({ logGroupName = '' }) => {
    const { retentionInDays: _, ...group } = state.getGroup(logGroupName);
    state.saveGroup(group);
    return {};
  };
}
