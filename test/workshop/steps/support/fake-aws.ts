import type { Aws } from '../../../../src/aws/aws.js';
import { AwsFailure } from '../../../../src/aws/aws-failure.js';
import type { SecurityGroup } from '../../../../src/aws/vpc.js';
import { account, region, registry, sha256, type FakeWorld } from './fake-world.js';

/** The doors that chapters 1 to 4 go through, over the shared world; `more` adds or replaces doors. */
export function createFakeAws(world: FakeWorld, more: Partial<Aws> = {}): Aws {
  const repositoryOf = (name: string) => {
    const found = world.repositories.get(name);
    if (!found) throw new AwsFailure('not-found', 'ecr', 'RepositoryNotFoundException', `The repository with name '${name}' does not exist in the registry with id '${account}'`);
    return found;
  };
  const doors: Pick<Aws, 'account' | 'inventory' | 'repositories' | 'stacks' | 'tables' | 'vpc'> = {
    account: { alias: async () => undefined, clockOffset: async () => 0, expiresAt: async () => undefined, caller: async () => ({ account, arn: `arn:aws:iam::${account}:user/learner`, userId: 'AIDAEXAMPLE' }) },
    stacks: {
      find: async () => world.stack,
      create: async ({ name, tags }) => {
        world.calls.push(`stacks.create ${name}`);
        const id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/0`;
        world.stack = { id, name, status: 'CREATE_IN_PROGRESS', createdAt: world.now, outputs: {}, tags };
        return { id };
      },
      resources: async () => world.stackResources,
      ofPart: async () => undefined,
      events: async () => world.stackEvents,
      delete: async () => {
        world.stack = undefined;
      },
    },
    inventory: { names: async () => [], servicesIn: async () => [] },
    vpc: { count: async () => 1,
      securityGroups: async () => world.securityGroups, subnets: async () => [], interfaces: async () => [], existing: async () => new Set() },
    tables: {
      find: async (name) =>
        world.table && { name, arn: `arn:aws:dynamodb:${region}:${account}:table/${name}`, status: 'ACTIVE', indexes: ['view_index'] },
      items: async () => world.table ?? [],
      deleteItem: async (_, id) => {
        world.table = world.table?.filter((item) => item['id'] !== id);
      },
      delete: async () => {
        world.table = undefined;
      },
    },
    repositories: {
      find: async (name) => world.repositories.get(name)?.repository,
      create: async ({ name }) => {
        world.calls.push(`repositories.create ${name}`);
        const repository = { name, arn: `arn:aws:ecr:${region}:${account}:repository/${name}`, uri: `${registry}/${name}`, tagMutability: 'IMMUTABLE', scanOnPush: true };
        world.repositories.set(name, { repository, images: [], scans: {} });
        return repository;
      },
      correctSettings: async () => {},
      images: async (name) => repositoryOf(name).images,
      login: async () => ({ registry, username: 'AWS', password: 'secret-token' }),
      tagged: async (name, tag) => {
        const found = world.repositories.get(name)?.images.find(({ tags }) => tags.includes(tag));
        return found && { digest: found.digest, isIndex: false, images: [{ digest: found.digest, layers: [found.digest] }], ...world.tagged[tag] };
      },
      startScan: async (name, digest) => {
        world.calls.push(`repositories.startScan ${digest}`);
        repositoryOf(name).scans[digest] = { status: 'IN_PROGRESS', counts: {} };
      },
      scan: async (name, digest) => repositoryOf(name).scans[digest],
      deleteTag: async (name, tag) => {
        world.calls.push(`repositories.deleteTag ${tag}`);
        delete world.tagged[tag];
        const found = repositoryOf(name);
        found.images = found.images.filter(({ tags }) => !tags.includes(tag));
      },
      delete: async (name) => {
        world.repositories.delete(name);
      },
    },
  };
  // None is there until a stack has made one; who needs more passes more.
  const loadBalancers = { find: async () => undefined } as unknown as Aws['loadBalancers'];
  return new Proxy({ ...doors, loadBalancers, ...more } as Aws, {
    get: (known, door) => {
      const found: unknown = Reflect.get(known, door);
      if (found === undefined && typeof door === 'string' && door !== 'then') throw new Error(`there is no fake of aws.${door}: pass one as createFakeContext({ aws: { ${door}: … } })`);
      return found;
    },
  });
}

/** As CloudFormation leaves the template's stack. */
export function completeStack(world: FakeWorld): void {
  const name = 'boyacky-stack';
  const [alb, web, endpoint] = ['sg-alb', 'sg-web', 'sg-endpoint'];
  const outputs = { VpcId: 'vpc-0123456789abcdef0', WebSecurityGroupId: web, PrivateSubnetIds: 'subnet-a,subnet-b', AlbArn: 'arn:alb' };
  world.stack = { id: sha256(name), name, status: 'CREATE_COMPLETE', createdAt: world.now, outputs, tags: {} };
  world.stackResources = [
    { logicalId: 'Vpc', physicalId: outputs.VpcId, type: 'AWS::EC2::VPC', status: 'CREATE_COMPLETE' },
    { logicalId: 'Table', physicalId: 'boyacky', type: 'AWS::DynamoDB::Table', status: 'CREATE_COMPLETE' },
  ];
  world.securityGroups = [group(alb, 'boyacky_alb_sg', 80, '0.0.0.0/0'), group(web, 'boyacky_web_sg', 8080, alb), group(endpoint, 'boyacky_endpoint_sg', 443, '10.0.0.0/16')];
  world.table = [];
}

export function group(id: string, name: string, port: number, source: string): SecurityGroup {
  return { id, name, inbound: [{ protocol: 'tcp', fromPort: port, toPort: port, sources: [source] }] };
}
