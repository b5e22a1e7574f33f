import type {
  BillingMode,
  CreateTableCommandInput,
  CreateTableCommandOutput,
  DeleteTableCommandInput,
  DeleteTableCommandOutput,
  DescribeTableCommandInput,
  DescribeTableCommandOutput,
  KeyType,
  ProjectionType,
  ScalarAttributeType,
  StreamViewType,
  TableClass,
  TableDescription,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
  UpdateContinuousBackupsCommandInput,
  UpdateContinuousBackupsCommandOutput,
  UpdateTimeToLiveCommandInput,
  UpdateTimeToLiveCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { defineProvider, type ProviderContext } from './provider.js';
import { required } from './required.js';
import { resourceTags, updateTags } from './resource-tags.js';
import { flag, integer, list, object, oneOf, tags, text } from './shape.js';
import { ifThere, unlessMissing } from './unless-missing.js';

const keySchema = list(object({ AttributeName: text, KeyType: oneOf<KeyType>() }, {}));
const throughput = object({ ReadCapacityUnits: integer, WriteCapacityUnits: integer }, {});
const projection = object({}, { ProjectionType: oneOf<ProjectionType>(), NonKeyAttributes: list(text) });

export const dynamodbTable = defineProvider({
  type: 'AWS::DynamoDB::Table',
  properties: object(
    { KeySchema: keySchema },
    {
      TableName: text,
      AttributeDefinitions: list(object({ AttributeName: text, AttributeType: oneOf<ScalarAttributeType>() }, {})),
      BillingMode: oneOf<BillingMode>(),
      ProvisionedThroughput: throughput,
      GlobalSecondaryIndexes: list(object({ IndexName: text, KeySchema: keySchema, Projection: projection }, { ProvisionedThroughput: throughput })),
      LocalSecondaryIndexes: list(object({ IndexName: text, KeySchema: keySchema, Projection: projection }, {})),
      StreamSpecification: object({ StreamViewType: oneOf<StreamViewType>() }, {}),
      TableClass: oneOf<TableClass>(),
      DeletionProtectionEnabled: flag,
      TimeToLiveSpecification: object({ Enabled: flag }, { AttributeName: text }),
      PointInTimeRecoverySpecification: object({}, { PointInTimeRecoveryEnabled: flag }),
      Tags: tags,
    },
  ),
  attributes: ['Arn', 'StreamArn'],
  takes: { create: 10_000, delete: 10_000 },
  nameProperty: 'TableName',
  physicalIdIsName: true,
  create: async ({ TimeToLiveSpecification: _, PointInTimeRecoverySpecification: __, StreamSpecification, Tags, TableName, ...properties }, context) => {
    const all = resourceTags(Tags, context.stackTags);
    const { TableDescription: table } = await context.call<CreateTableCommandInput, CreateTableCommandOutput>('dynamodb', 'CreateTable', {
      ...properties,
      TableName: TableName ?? context.generatedName(255),
      StreamSpecification: StreamSpecification && { StreamEnabled: true, ...StreamSpecification },
      Tags: all.length > 0 ? all : undefined,
    });
    return required(table?.TableName, 'TableName');
  },
  settle: async (name, properties, context) => {
    const table = await context.poll(async () => {
      const found = required(await describe(name, context), 'Table');
      return found.TableStatus === 'ACTIVE' ? found : undefined;
    });
    await setExtras(name, properties, context);
    return { Arn: table.TableArn, StreamArn: table.LatestStreamArn };
  },
  update: {
    inPlace: ['TimeToLiveSpecification', 'PointInTimeRecoverySpecification', 'Tags'],
    apply: async (name, change, context) => {
      const { account } = context;
      const ResourceArn = `arn:aws:dynamodb:${account.region}:${account.id}:table/${name}`;
      await updateTags(change, context, {
        set: (Tags) => context.call<TagResourceCommandInput, TagResourceCommandOutput>('dynamodb', 'TagResource', { ResourceArn, Tags }),
        remove: (TagKeys) => context.call<UntagResourceCommandInput, UntagResourceCommandOutput>('dynamodb', 'UntagResource', { ResourceArn, TagKeys }),
      });
    },
  },
  remove: async (TableName, _, context) => {
    await unlessMissing(context.call<DeleteTableCommandInput, DeleteTableCommandOutput>('dynamodb', 'DeleteTable', { TableName }));
    await context.poll(async () => ((await describe(TableName, context)) === undefined ? true : undefined));
  },
});

async function describe(TableName: string, context: ProviderContext): Promise<TableDescription | undefined> {
  const answer = await ifThere(context.call<DescribeTableCommandInput, DescribeTableCommandOutput>('dynamodb', 'DescribeTable', { TableName }));
  return answer?.Table;
}

interface Extras {
  TimeToLiveSpecification?: { Enabled: boolean; AttributeName?: string };
  PointInTimeRecoverySpecification?: { PointInTimeRecoveryEnabled?: boolean };
}

async function setExtras(TableName: string, { TimeToLiveSpecification: ttl, PointInTimeRecoverySpecification: recovery }: Extras, context: ProviderContext): Promise<void> {
  if (ttl) {
    await context.call<UpdateTimeToLiveCommandInput, UpdateTimeToLiveCommandOutput>('dynamodb', 'UpdateTimeToLive', {
      TableName,
      TimeToLiveSpecification: { AttributeName: ttl.AttributeName, Enabled: ttl.Enabled },
    });
  }
  if (recovery) {
    await context.call<UpdateContinuousBackupsCommandInput, UpdateContinuousBackupsCommandOutput>('dynamodb', 'UpdateContinuousBackups', {
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: recovery.PointInTimeRecoveryEnabled ?? false },
    });
  }
}
