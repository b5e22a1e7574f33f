/** The names that the workshop uses for its resources, everywhere the same. */
export const names = {
  stack: 'boyacky-stack',
  vpc: 'boyacky-vpc',
  loadBalancer: 'boyacky-alb',
  webSecurityGroup: 'boyacky_web_sg',
  albSecurityGroup: 'boyacky_alb_sg',
  privateSubnets: ['boyacky-private-subnet-1', 'boyacky-private-subnet-2'],
  logGroup: '/ecs/boyacky-taskdef',
  table: 'boyacky',
  tableIndex: 'view_index',
  repository: 'boyacky/web-app',
  localImage: 'boyacky/web-app',
  cluster: 'boyacky-cluster',
  taskRole: 'boyacky-task-role',
  taskRolePolicy: 'boyacky-table-access',
  executionRole: 'ecsTaskExecutionRole',
  executionPolicyArn: 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy',
  taskFamily: 'boyacky-taskdef',
  container: 'boyacky-web-app',
  service: 'boyacky-service',
  targetGroup: 'ecs-boyack-boyacky-service',
} as const;

/** Where Boyacky listens in a container and on AWS. */
export const appPort = 8080;

/** Of the load balancer, on AWS. */
export const listenerPort = 80;

/** Tags on everything that can bear tags, so that clean-up works with the ledger lost. */
export const tagKeys = { workshop: 'boyacky-lab:workshop', owner: 'boyacky-lab:owner' } as const;
export const workshopId = 'boyacky';

export function tagsFor(owner: string): Record<string, string> {
  return { [tagKeys.workshop]: workshopId, [tagKeys.owner]: owner };
}
