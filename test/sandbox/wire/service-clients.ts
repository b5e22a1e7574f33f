/** The SDK's client package of each service that the sandbox plays, by the name that the sandbox has for it. */
export const serviceClients = {
  cloudformation: () => import('@aws-sdk/client-cloudformation'),
  dynamodb: () => import('@aws-sdk/client-dynamodb'),
  ec2: () => import('@aws-sdk/client-ec2'),
  ecr: () => import('@aws-sdk/client-ecr'),
  ecs: () => import('@aws-sdk/client-ecs'),
  elbv2: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  iam: () => import('@aws-sdk/client-iam'),
  logs: () => import('@aws-sdk/client-cloudwatch-logs'),
  sts: () => import('@aws-sdk/client-sts'),
  tagging: () => import('@aws-sdk/client-resource-groups-tagging-api'),
};

// Event streams are not of the request-response kind, and nothing in the course uses one.
export const eventStreams: ReadonlySet<string> = new Set(['StartLiveTail', 'GetLogObject']);
