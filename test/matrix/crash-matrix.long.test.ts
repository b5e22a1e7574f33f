import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ECSClient, ListClustersCommand, ListServicesCommand, ListTaskDefinitionsCommand } from '@aws-sdk/client-ecs';
import { DescribeListenersCommand, DescribeLoadBalancersCommand, DescribeTargetGroupsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { expect, it } from 'vitest';
import { inShare, shareWords } from '../support/fixed-share.js';
import { makeTempDir } from '../support/temp-dir.js';
import { makeWorkshopFolder, type WorkshopFolder } from '../system/workshop-folder.js';
import { reportCount } from './report-count.js';

const faultPoints = fileURLToPath(new URL('fault-points.mjs', import.meta.url));
const course = ['start', '--yes', '--engine', 'practice', '--lang', 'en', '--keep'];
/** Each kill costs a start: a run is killed at half of the points, by their names. */
const shares = 2;
const mine = [0, 1].filter((part) => inShare(part, shares));
const share = mine.length === shares ? '0/1' : `${mine[0]}/${shares}`;
/** Far more than there are points: then it goes in circles. */
const mostRuns = 900;

/**
 * The whole course and the clean-up, ended by SIGKILL before and after everything that they write, to the target and to
 * disk. No list of points is kept here: the program itself, run with fault-points.mjs, notices each point that it passes
 * and is killed at the first that it has not been killed at yet. So each run has to get over what the last one left behind.
 */
it('gets over SIGKILL before and after each of its writes: everything done, nothing twice, 0 left', { timeout: 3_000_000 }, async () => {
  const folder = makeWorkshopFolder();
  const visited = join(makeTempDir(), 'visited');
  const log = join(makeTempDir(), 'log');
  const options = { nodeArgs: ['--import', faultPoints], env: { FAULT_VISITED: visited, FAULT_LOG: log, FAULT_SHARE: share } };

  const kills = { course: 0, cleanUp: 0 };
  for (;;) {
    const from = openStep(folder);
    const { signal, exitCode, stderr } = await folder.run([...course, ...(from === undefined ? [] : ['--from', from])], options);
    if (signal !== 'SIGKILL') {
      expect(exitCode, `${stderr}\nkilled last at: ${lastLine(visited)}`).toBe(0);
      break;
    }
    kills.course += 1;
    expect(kills.course).toBeLessThan(mostRuns);
  }
  const whole = await folder.run(course);
  expect(whole.exitCode, whole.stderr).toBe(0);
  const verified = await folder.run(['verify', '--format', 'json']);
  expect(verified.exitCode, verified.stdout).toBe(0);
  await expectOneOfEach(folder);

  for (;;) {
    const { signal, exitCode, stdout, stderr } = await folder.run(['cleanup', '--yes', '--keep-sandbox', '--format', 'json'], options);
    if (signal !== 'SIGKILL') {
      expect(exitCode, `${stderr}\nkilled last at: ${lastLine(visited)}`).toBe(0);
      expect((JSON.parse(stdout) as { left: number }).left).toBe(0);
      break;
    }
    kills.cleanUp += 1;
    expect(kills.cleanUp).toBeLessThan(mostRuns);
  }
  await expectNothing(folder);
  const points = readFileSync(visited, 'utf8').trim().split('\n');
  expect(new Set(points).size).toBe(points.length);
  expect(points.length).toBe(kills.course + kills.cleanUp);
  // Each thing that the course makes is asked for once at least; whatever is missing here would not be tried in any share.
  const passed = new Set(readFileSync(log, 'utf8').trim().split('\n'));
  for (const operation of ['CreateStack', 'CreateRepository', 'CreateCluster', 'CreateRole', 'RegisterTaskDefinition', 'CreateTargetGroup', 'CreateListener', 'CreateService', 'UpdateService', 'DeleteStack', 'DeleteService', 'DeleteTable']) {
    for (const when of ['before', 'after']) expect([...passed].some((point) => point.endsWith(`:${operation} ${when}`)), `${operation} ${when}`).toBe(true);
  }
  reportCount(`crash matrix: ${points.length} of ${passed.size} points, ${shareWords(shares)} (${points.filter((point) => point.startsWith('http')).length} at requests, ${points.filter((point) => point.startsWith('file')).length} at files), killed ${kills.course} times in the course and ${kills.cleanUp} times in the clean-up; one of each, 0 left`);
});

/** A run that goes on where the last one was killed need not look at the whole course again; one does, at the end. */
function openStep({ root }: WorkshopFolder): string | undefined {
  const file = join(root, '.boyacky-lab', 'progress.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { currentStep?: string }).currentStep;
}

function lastLine(file: string): string {
  return existsSync(file) ? (readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '') : '';
}

async function count(folder: WorkshopFolder) {
  const { url = '', region = '', accessKeyId = '', secretAccessKey = '' } = folder.endpoint() ?? {};
  const config = { endpoint: url, region, credentials: { accessKeyId, secretAccessKey } };
  const [ecs, elb, ecr, cfn] = [new ECSClient(config), new ElasticLoadBalancingV2Client(config), new ECRClient(config), new CloudFormationClient(config)];
  const clusters = (await ecs.send(new ListClustersCommand({}))).clusterArns ?? [];
  const balancers = (await elb.send(new DescribeLoadBalancersCommand({}))).LoadBalancers ?? [];
  return {
    stacks: (await cfn.send(new DescribeStacksCommand({}))).Stacks?.length ?? 0,
    repositories: (await ecr.send(new DescribeRepositoriesCommand({}))).repositories?.length ?? 0,
    clusters: clusters.length,
    services: clusters[0] === undefined ? 0 : ((await ecs.send(new ListServicesCommand({ cluster: clusters[0] }))).serviceArns?.length ?? 0),
    revisions: (await ecs.send(new ListTaskDefinitionsCommand({}))).taskDefinitionArns?.length ?? 0,
    targetGroups: (await elb.send(new DescribeTargetGroupsCommand({}))).TargetGroups?.length ?? 0,
    listeners: balancers[0] === undefined ? 0 : ((await elb.send(new DescribeListenersCommand({ LoadBalancerArn: balancers[0].LoadBalancerArn }))).Listeners?.length ?? 0),
  };
}

async function expectOneOfEach(folder: WorkshopFolder): Promise<void> {
  // Two revisions: one for 1.0 and one for 1.1.
  expect(await count(folder)).toEqual({ stacks: 1, repositories: 1, clusters: 1, services: 1, revisions: 2, targetGroups: 1, listeners: 1 });
}

async function expectNothing(folder: WorkshopFolder): Promise<void> {
  expect(await count(folder)).toEqual({ stacks: 0, repositories: 0, clusters: 0, services: 0, revisions: 0, targetGroups: 0, listeners: 0 });
}
