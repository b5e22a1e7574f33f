import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ECRClient, UntagResourceCommand as UntagRepositoryCommand } from '@aws-sdk/client-ecr';
import { ECSClient, UntagResourceCommand as UntagCommand } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client, RemoveTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient, UntagRoleCommand } from '@aws-sdk/client-iam';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { describe, expect, it } from 'vitest';
import { makeWorkshopFolder, type WorkshopFolder } from './workshop-folder.js';

const course = ['start', '--yes', '--engine', 'practice', '--lang', 'en', '--keep'];
const keys = ['boyacky-lab:owner', 'boyacky-lab:workshop'];
/** Everything that the course makes in the account. */
const inAccount = ['service', 'listener', 'target-group', 'cluster', 'task-definition', 'repository', 'role', 'stack', 'table'];

interface Receipt {
  readonly left: number;
  readonly resources: readonly { readonly kind: string; readonly id: string; readonly result: string }[];
}

function clientsOf(folder: WorkshopFolder) {
  const { url = '', region = '', accessKeyId = '', secretAccessKey = '' } = folder.endpoint() ?? {};
  const config = { endpoint: url, region, credentials: { accessKeyId, secretAccessKey } };
  const tagging = new ResourceGroupsTaggingAPIClient(config);
  return {
    tagged: async () => ((await tagging.send(new GetResourcesCommand({ TagFilters: [{ Key: 'boyacky-lab:owner' }] }))).ResourceTagMappingList ?? []).map(({ ResourceARN = '' }) => ResourceARN),
    ecr: new ECRClient(config),
    ecs: new ECSClient(config),
    elb: new ElasticLoadBalancingV2Client(config),
    iam: new IAMClient(config),
  };
}

async function expectAllGone(folder: WorkshopFolder): Promise<void> {
  const { tagged } = clientsOf(folder);
  const { exitCode, stdout, stderr } = await folder.run(['cleanup', '--yes', '--keep-sandbox', '--format', 'json']);
  const { left, resources } = JSON.parse(stdout) as Receipt;
  expect([exitCode, left], stderr).toEqual([0, 0]);
  const gone = new Set(resources.filter(({ result }) => result === 'gone').map(({ kind }) => kind));
  expect(inAccount.filter((kind) => !gone.has(kind)), stdout).toEqual([]);
  expect(await tagged()).toEqual([]);
}

describe('a whole course is cleaned up', { timeout: 400_000 }, () => {
  it('by its tags and labels when the ledger is lost', async () => {
    const folder = makeWorkshopFolder();
    const { exitCode, stderr } = await folder.run(course);
    expect(exitCode, stderr).toBe(0);
    rmSync(join(folder.root, '.boyacky-lab', 'ledger.jsonl'));
    await expectAllGone(folder);
  });

  it('by name, from the ledger, when somebody has taken the tags off', async () => {
    const folder = makeWorkshopFolder();
    const { exitCode, stderr } = await folder.run(course);
    expect(exitCode, stderr).toBe(0);
    const { tagged, ecr, ecs, elb, iam } = clientsOf(folder);
    for (const arn of await tagged()) {
      if (arn.includes(':ecr:')) await ecr.send(new UntagRepositoryCommand({ resourceArn: arn, tagKeys: keys }));
      if (arn.includes(':ecs:')) await ecs.send(new UntagCommand({ resourceArn: arn, tagKeys: keys }));
      if (arn.includes(':elasticloadbalancing:')) await elb.send(new RemoveTagsCommand({ ResourceArns: [arn], TagKeys: keys }));
    }
    for (const RoleName of ['boyacky-task-role', 'ecsTaskExecutionRole']) await iam.send(new UntagRoleCommand({ RoleName, TagKeys: keys }));
    // What is left of them is the stack's, which goes by its name.
    expect((await tagged()).filter((arn) => /:(ecr|ecs|elasticloadbalancing|iam):/.test(arn))).toEqual([]);
    const cleanUp = async (...also: string[]) => {
      const { exitCode: code, stdout } = await folder.run(['cleanup', '--yes', '--keep-sandbox', '--format', 'json', ...also]);
      const { left, resources } = JSON.parse(stdout) as Receipt;
      return { code, left, resources, gone: resources.filter(({ result }) => result === 'gone').map(({ kind }) => kind) };
    };
    // The stack's parts bear them still; of the rest only the ledger of this folder says that it is ours.
    const first = await cleanUp();
    const apart = first.resources.filter(({ result }) => result === 'still-there');
    expect([first.code, first.left]).toEqual([1, apart.length]);
    expect(apart.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['repository', 'cluster', 'role']));
    const second = await cleanUp('--also', ...apart.map(({ kind, id }) => `${kind}=${id}`));
    const third = second.left === 0 ? second : await cleanUp();
    expect([third.code, third.left], JSON.stringify(third.resources)).toEqual([0, 0]);
    const gone = new Set([...first.gone, ...second.gone, ...third.gone]);
    expect(inAccount.filter((kind) => !gone.has(kind))).toEqual([]);
    expect(await tagged()).toEqual([]);
  });
});
