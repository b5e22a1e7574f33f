import {
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { orUndefined } from './aws-failure.js';
import { createSender, type ClientConfig } from './sender.js';

export interface Table {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  readonly indexes: readonly string[];
}

/** String attributes only: all that Boyacky stores. */
export type Item = Readonly<Record<string, string>>;

/** Amazon DynamoDB: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/ */
export interface Tables {
  find(name: string): Promise<Table | undefined>;
  items(name: string): Promise<readonly Item[]>;
  deleteItem(name: string, id: string): Promise<void>;
  delete(name: string): Promise<void>;
}

export function createTables(config: ClientConfig): Tables {
  const dynamodb = createSender('dynamodb', () => new DynamoDBClient(config));
  return {
    find: async (name) => {
      const answer = await orUndefined(dynamodb((client) => client.send(new DescribeTableCommand({ TableName: name }))));
      const table = answer?.Table;
      return (
        table && {
          name: table.TableName ?? name,
          arn: table.TableArn ?? '',
          status: table.TableStatus ?? '',
          indexes: (table.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName ?? ''),
        }
      );
    },
    items: (name) =>
      dynamodb(async (client) => {
        const items: Item[] = [];
        for await (const page of paginateScan({ client }, { TableName: name, ConsistentRead: true })) {
          items.push(...(page.Items ?? []).map(readItem));
        }
        return items;
      }),
    deleteItem: async (name, id) => {
      await dynamodb((client) => client.send(new DeleteItemCommand({ TableName: name, Key: { id: { S: id } } })));
    },
    delete: async (name) => {
      await orUndefined(dynamodb((client) => client.send(new DeleteTableCommand({ TableName: name }))));
    },
  };
}

function readItem(item: Record<string, AttributeValue>): Item {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, value.S ?? '']));
}
