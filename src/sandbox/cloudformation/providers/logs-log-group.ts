import type {
  CreateLogGroupCommandInput,
  CreateLogGroupCommandOutput,
  DeleteLogGroupCommandInput,
  DeleteLogGroupCommandOutput,
  DeleteRetentionPolicyCommandInput,
  DeleteRetentionPolicyCommandOutput,
  LogGroupClass,
  PutRetentionPolicyCommandInput,
  PutRetentionPolicyCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { defineProvider, type ProviderContext } from './provider.js';
import { resourceTags, updateTags } from './resource-tags.js';
import { integer, object, oneOf, tags, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

export const logsLogGroup = defineProvider({
  type: 'AWS::Logs::LogGroup',
  properties: object({}, { LogGroupName: text, RetentionInDays: integer, LogGroupClass: oneOf<LogGroupClass>(), Tags: tags }),
  attributes: ['Arn'],
  takes: { create: 5_000, delete: 2_000 },
  nameProperty: 'LogGroupName',
  physicalIdIsName: true,
  create: async ({ LogGroupName, LogGroupClass: logGroupClass, Tags }, context) => {
    const logGroupName = LogGroupName ?? context.generatedName(512);
    const all = resourceTags(Tags, context.stackTags);
    await context.call<CreateLogGroupCommandInput, CreateLogGroupCommandOutput>('logs', 'CreateLogGroup', {
      logGroupName,
      logGroupClass,
      tags: all.length > 0 ? Object.fromEntries(all.map(({ Key, Value }) => [Key, Value])) : undefined,
    });
    return logGroupName;
  },
  settle: async (logGroupName, { RetentionInDays }, context) => {
    if (RetentionInDays !== undefined) await setRetention(logGroupName, RetentionInDays, context);
    return { Arn: `${arnOf(logGroupName, context)}:*` };
  },
  update: {
    inPlace: ['RetentionInDays', 'Tags'],
    apply: async (logGroupName, change, context) => {
      await setRetention(logGroupName, change.after.RetentionInDays, context);
      const resourceArn = arnOf(logGroupName, context);
      await updateTags(change, context, {
        set: (all) =>
          context.call<TagResourceCommandInput, TagResourceCommandOutput>('logs', 'TagResource', {
            resourceArn,
            tags: Object.fromEntries(all.map(({ Key, Value }) => [Key, Value])),
          }),
        remove: (tagKeys) => context.call<UntagResourceCommandInput, UntagResourceCommandOutput>('logs', 'UntagResource', { resourceArn, tagKeys }),
      });
    },
  },
  remove: (logGroupName, _, context) =>
    unlessMissing(context.call<DeleteLogGroupCommandInput, DeleteLogGroupCommandOutput>('logs', 'DeleteLogGroup', { logGroupName })),
});

function arnOf(logGroupName: string, { account }: ProviderContext): string {
  return `arn:aws:logs:${account.region}:${account.id}:log-group:${logGroupName}`;
}

async function setRetention(logGroupName: string, retentionInDays: number | undefined, context: ProviderContext): Promise<void> {
  if (retentionInDays === undefined) {
    await context.call<DeleteRetentionPolicyCommandInput, DeleteRetentionPolicyCommandOutput>('logs', 'DeleteRetentionPolicy', { logGroupName });
    return;
  }
  await context.call<PutRetentionPolicyCommandInput, PutRetentionPolicyCommandOutput>('logs', 'PutRetentionPolicy', { logGroupName, retentionInDays });
}
