import type { ServiceName } from '../service.js';

export type Protocol = 'awsJson1_0' | 'awsJson1_1' | 'awsQuery' | 'ec2Query';

/** How a service is spoken to: what the SDK clients hold in `config.protocolSettings`. */
export interface ServiceDescriptor {
  readonly name: ServiceName;
  readonly protocol: Protocol;
  /** JSON protocols: the part of X-Amz-Target before the dot. Query protocols: the `Version` parameter. */
  readonly key: string;
  readonly xmlNamespace: string;
  /** Name in the credential scope, and the prefix of IAM actions. */
  readonly signingName: string;
}

// Held against the clients’ own settings by test/sandbox/wire/every-operation.test.ts.
export const serviceCatalogue: readonly ServiceDescriptor[] = [
  json('ecs', 'awsJson1_1', 'AmazonEC2ContainerServiceV20141113', 'ecs'),
  json('ecr', 'awsJson1_1', 'AmazonEC2ContainerRegistry_V20150921', 'ecr'),
  json('logs', 'awsJson1_1', 'Logs_20140328', 'logs'),
  json('tagging', 'awsJson1_1', 'ResourceGroupsTaggingAPI_20170126', 'tagging'),
  json('dynamodb', 'awsJson1_0', 'DynamoDB_20120810', 'dynamodb'),
  query('cloudformation', '2010-05-15', 'http://cloudformation.amazonaws.com/doc/2010-05-15/', 'cloudformation'),
  query('iam', '2010-05-08', 'https://iam.amazonaws.com/doc/2010-05-08/', 'iam'),
  query('elbv2', '2015-12-01', 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/', 'elasticloadbalancing'),
  query('sts', '2011-06-15', 'https://sts.amazonaws.com/doc/2011-06-15/', 'sts'),
  { name: 'ec2', protocol: 'ec2Query', key: '2016-11-15', xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15', signingName: 'ec2' },
];

export function isJson(protocol: Protocol): boolean {
  return protocol === 'awsJson1_0' || protocol === 'awsJson1_1';
}

function json(name: ServiceName, protocol: Protocol, key: string, signingName: string): ServiceDescriptor {
  return { name, protocol, key, xmlNamespace: '', signingName };
}

function query(name: ServiceName, key: string, xmlNamespace: string, signingName: string): ServiceDescriptor {
  return { name, protocol: 'awsQuery', key, xmlNamespace, signingName };
}
