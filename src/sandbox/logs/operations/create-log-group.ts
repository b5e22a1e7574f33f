import type { CreateLogGroupCommandInput, CreateLogGroupCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import type { Handler } from '../../service.js';
import { checkTags } from '../check-tags.js';
import { failedConstraint, groupExists, invalidParameter } from '../errors.js';
import type { LogsState } from '../state.js';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export function createLogGroup(state: LogsState): Handler<CreateLogGroupCommandInput, CreateLogGroupCommandOutput> {
  return ({ logGroupName: name = '', logGroupClass = 'STANDARD', kmsKeyId, tags = {} }) => {
    if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name)) {
      throw failedConstraint('logGroupName', name, 'Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+');
    }
    if (logGroupClass !== 'STANDARD' && logGroupClass !== 'INFREQUENT_ACCESS') {
      throw invalidParameter(`The sandbox does not support the log group class ${logGroupClass}: use STANDARD or INFREQUENT_ACCESS.`);
    }
    checkTags(tags);
    if (state.findGroup(name)) throw groupExists();
    state.saveGroup({ name, createdAt: state.context.clock.now(), logGroupClass, ...(kmsKeyId === undefined ? {} : { kmsKeyId }), tags });
    return {};
  };
}
