import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2';
import {
  CreateServiceCommand,
  DeleteClusterCommand,
  DeleteServiceCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  UpdateServiceCommand,
  waitUntilServicesInactive,
  waitUntilServicesStable,
} from '@aws-sdk/client-ecs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCliEngine } from '../../../src/containers/cli/cli-engine.js';
import { startTestSandbox, type TestSandbox } from '../harness.js';
import { cluster, createAccount, type Account } from './account-with-network.js';

const service = 'boyacky-service';
const app = `
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  if (request.url !== '/') console.log('GET ' + request.url);
  setTimeout(() => response.end(JSON.stringify({ version: process.env.VERSION, region: process.env.AWS_REGION, endpoint: process.env.AWS_ENDPOINT_URL, session: Boolean(process.env.AWS_SESSION_TOKEN) })), 20);
}).listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;

describe('Fargate on docker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boyacky-lab-fargate-'));
  const engine = createCliEngine({ program: 'docker', configDir: join(folder, 'docker') });
  let sandbox: TestSandbox;
  let account: Account;

  beforeAll(async () => {
    execFileSync('bash', ['test/support/base-image/make-base-image.sh'], { stdio: 'ignore' });
    sandbox = await startTestSandbox({ engine, stateDir: join(folder, 'state'), log: (line) => logged.push(line) });
    account = await createAccount(sandbox);
    await engine.login({ registry: account.repositoryUri.split('/')[0] ?? '', username: 'AWS', password: account.registryPassword });
    writeFileSync(join(folder, 'app.mjs'), app);
    for (const version of ['1.0', '1.1']) {
      writeFileSync(join(folder, 'Dockerfile'), `FROM node:24-alpine\nENV VERSION=${version}\nCOPY app.mjs /app.mjs\nCMD ["node", "/app.mjs"]\n`);
      writeFileSync(join(folder, '.dockerignore'), '*\n!app.mjs\n');
      await engine.build({ contextDir: folder, tags: [`${account.repositoryUri}:${version}`] });
      await engine.push(`${account.repositoryUri}:${version}`);
    }
  });
  afterAll(async () => {
    await sandbox.stop();
    for (const image of await engine.listImages({ repository: account.repositoryUri })) await engine.removeImage(image.id, { force: true });
    rmSync(folder, { recursive: true, force: true });
  });
  const logged: string[] = [];
  const waiter = () => ({ client: account.ecs, maxWaitTime: 120, minDelay: 1, maxDelay: 1 });
  const input = { cluster, services: [service] };

  it('runs the pushed image as a container, pulled by digest, behind the load balancer', async () => {
    const taskDefinition = await account.registerTaskDefinition('1.0');
    await account.ecs.send(
      new CreateServiceCommand({
        cluster,
        serviceName: service,
        taskDefinition,
        desiredCount: 1,
        launchType: 'FARGATE',
        networkConfiguration: { awsvpcConfiguration: { subnets: account.subnets, securityGroups: [account.securityGroup] } },
        loadBalancers: [{ targetGroupArn: account.targetGroupArn, containerName: 'boyacky-web-app', containerPort: 8080 }],
      }),
    );
    await waitUntilServicesStable(waiter(), input);
    await steady(account, logged);
    const { taskArns } = await account.ecs.send(new ListTasksCommand({ cluster }));
    const { tasks } = await account.ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    const [container] = tasks?.[0]?.containers ?? [];
    const real = await engine.inspectContainer(container?.runtimeId ?? '');
    expect(real?.image).toBe(`${account.repositoryUri}@${container?.imageDigest ?? ''}`);
    expect(real?.name).toMatch(/^ecs-boyacky-taskdef-1-boyacky-web-app-[0-9a-f]{20}$/);
    expect(real?.ports).toEqual([expect.objectContaining({ containerPort: 8080, hostIp: '127.0.0.1' })]);
    const page = (await (await fetch(`${account.url}/hello`)).json()) as Record<string, unknown>;
    expect(page).toEqual({ version: '1.0', region: 'ap-northeast-1', endpoint: `http://host.docker.internal:${sandbox.sandbox.context.endpoint.port}`, session: true });
    await expect
      .poll(async () => (await account.logs.send(new FilterLogEventsCommand({ logGroupName: '/ecs/boyacky' }))).events?.map(({ message }) => message), { timeout: 10_000 })
      .toContain('GET /hello');
  });

  it('goes from 1.0 to 1.1 under load without losing a request', async () => {
    const taskDefinition = await account.registerTaskDefinition('1.1');
    const load = startLoad(`${account.url}/load`, 50);
    await account.ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition, forceNewDeployment: true }));
    await waitUntilServicesStable(waiter(), input);
    await steady(account, logged);
    const { failures, versions } = await load.stop();
    expect(failures).toEqual([]);
    expect([...versions.keys()]).toEqual(['1.0', '1.1']);
  });

  it('leaves nothing: no container, no network interface', async () => {
    await account.ecs.send(new DeleteServiceCommand({ cluster, service, force: true }));
    await waitUntilServicesInactive(waiter(), input);
    await expect.poll(() => account.ecs.send(new DeleteClusterCommand({ cluster })).then(({ cluster: deleted }) => deleted?.status, () => 'not yet'), { timeout: 60_000 }).toBe('INACTIVE');
    expect((await engine.listContainers({ label: 'boyacky-lab.cluster=boyacky-cluster' })).filter(({ image }) => image.startsWith(account.repositoryUri))).toEqual([]);
    const { NetworkInterfaces } = await account.ec2.send(new DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'group-id', Values: [account.securityGroup] }] }));
    expect(NetworkInterfaces?.filter(({ Description }) => Description?.includes(':attachment/'))).toEqual([]);
  });
});

async function steady({ ecs }: Account, logged: readonly string[]): Promise<void> {
  const look = async () => (await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }))).services?.[0];
  await expect
    .poll(async () => (await look())?.events?.[0]?.message, { timeout: 60_000 })
    .toBe(`(service ${service}) has reached a steady state.`)
    .catch(async (error: unknown) => {
      throw new Error(`${String(error)}\n${JSON.stringify((await look())?.events, null, 1)}\n${logged.join('\n')}`);
    });
}

/** So many requests a second, whatever comes back. */
function startLoad(url: string, perSecond: number) {
  const agent = new Agent({ keepAlive: true });
  const failures: string[] = [];
  const versions = new Map<string, number>();
  const pending = new Set<Promise<void>>();
  const ask = (): Promise<void> =>
    new Promise((resolve) => {
      get(url, { agent }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        response.on('end', () => {
          if (response.statusCode !== 200) failures.push(String(response.statusCode));
          else {
            const { version } = JSON.parse(body) as { version: string };
            versions.set(version, (versions.get(version) ?? 0) + 1);
          }
          resolve();
        });
      }).on('error', (error) => {
        failures.push(error.message);
        resolve();
      });
    });
  const timer = setInterval(() => {
    const request = ask().finally(() => pending.delete(request));
    pending.add(request);
  }, 1000 / perSecond);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(pending);
      agent.destroy();
      return { failures, versions };
    },
  };
}
