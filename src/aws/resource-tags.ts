import * as dynamodbSdk from '@aws-sdk/client-dynamodb';
import * as ecrSdk from '@aws-sdk/client-ecr';
import * as ecsSdk from '@aws-sdk/client-ecs';
import { AddTagsCommand, DescribeTagsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient, ListRoleTagsCommand, TagRoleCommand } from '@aws-sdk/client-iam';
import { createSender, type ClientConfig } from './sender.js';

type Tags = Readonly<Record<string, string>>;

/** The tags of one thing, by its ARN, asked of the service that it belongs to: what was made a moment ago is known there already. */
export interface ResourceTags {
  of(arn: string): Promise<Tags>;
  /** Tags of other keys stay as they are. */
  add(arn: string, tags: Tags): Promise<void>;
}

export function createResourceTags(config: ClientConfig): ResourceTags {
  const dynamodb = createSender('dynamodb', () => new dynamodbSdk.DynamoDBClient(config));
  const ecr = createSender('ecr', () => new ecrSdk.ECRClient(config));
  const ecs = createSender('ecs', () => new ecsSdk.ECSClient(config));
  const elb = createSender('elasticloadbalancing', () => new ElasticLoadBalancingV2Client(config));
  const iam = createSender('iam', () => new IAMClient(config));
  const services: Readonly<Record<string, ResourceTags>> = {
    dynamodb: {
      of: async (ResourceArn) => read((await dynamodb((client) => client.send(new dynamodbSdk.ListTagsOfResourceCommand({ ResourceArn })))).Tags),
      add: async (ResourceArn, tags) => void (await dynamodb((client) => client.send(new dynamodbSdk.TagResourceCommand({ ResourceArn, Tags: upper(tags) })))),
    },
    ecr: {
      of: async (resourceArn) => read((await ecr((client) => client.send(new ecrSdk.ListTagsForResourceCommand({ resourceArn })))).tags),
      add: async (resourceArn, tags) => void (await ecr((client) => client.send(new ecrSdk.TagResourceCommand({ resourceArn, tags: upper(tags) })))),
    },
    ecs: {
      of: async (resourceArn) => {
        const { tags = [] } = await ecs((client) => client.send(new ecsSdk.ListTagsForResourceCommand({ resourceArn })));
        return Object.fromEntries(tags.map(({ key, value }) => [key ?? '', value ?? '']));
      },
      add: async (resourceArn, tags) => {
        await ecs((client) => client.send(new ecsSdk.TagResourceCommand({ resourceArn, tags: Object.entries(tags).map(([key, value]) => ({ key, value })) })));
      },
    },
    elasticloadbalancing: {
      of: async (arn) => read((await elb((client) => client.send(new DescribeTagsCommand({ ResourceArns: [arn] })))).TagDescriptions?.[0]?.Tags),
      add: async (arn, tags) => void (await elb((client) => client.send(new AddTagsCommand({ ResourceArns: [arn], Tags: upper(tags) })))),
    },
    iam: {
      of: async (arn) => read((await iam((client) => client.send(new ListRoleTagsCommand({ RoleName: roleOf(arn) })))).Tags),
      add: async (arn, tags) => void (await iam((client) => client.send(new TagRoleCommand({ RoleName: roleOf(arn), Tags: upper(tags) })))),
    },
  };
  const serviceOf = (arn: string): ResourceTags => {
    const service = services[arn.split(':')[2] ?? ''];
    if (service === undefined) throw new Error(`no tags are read of ${arn}`);
    return service;
  };
  return { of: async (arn) => await serviceOf(arn).of(arn), add: async (arn, tags) => await serviceOf(arn).add(arn, tags) };
}

function read(tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = []): Tags {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}

function upper(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function roleOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
