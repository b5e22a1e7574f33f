import { takeAway } from '../../clean-up/take-away.js';
import { listenerPort, names } from '../../names.js';
import type { Obstacle } from '../../obstacle.js';
import type { StepContext } from '../../types.js';
import { blameOnImage } from '../../diagnosis/blames-image.js';
import type { FindObstacles } from '../../with-obstacles.js';
import { push } from '../ecr/push.js';
import { firstTag } from '../ecr/registry-image.js';
import { buildLatest } from '../image/local-image.js';
import { replaceBySolution } from '../image/obstacles.js';
import { findChangedSources } from '../local/obstacles.js';
import { readBlueprint } from '../taskdef/blueprint.js';
import { findRevisionFaults } from '../taskdef/find-revision-faults.js';
import { registerRevision } from '../taskdef/register-revision.js';
import { explainStops } from './explain-stops.js';
import { findService, shortRevision } from './find-service.js';
import { findServiceFaults } from './find-service-faults.js';
import { readNetwork } from './read-network.js';

const service = { kind: 'service', id: `${names.cluster}/${names.service}` } as const;
const group = { kind: 'target-group', id: names.targetGroup } as const;

/** A path can be changed; type, protocol and VPC never, and a group that is in use cannot be deleted. */
export const findTargetGroupObstacles: FindObstacles = async (context) => {
  const { aws } = context;
  const [found, network] = await Promise.all([aws.loadBalancers.findTargetGroup(names.targetGroup), readNetwork(aws)]);
  if (found === undefined || network === undefined) return [];
  if (found.targetType === 'ip' && found.protocol === 'HTTP' && found.vpcId === network.vpcId) {
    if (found.healthCheckPath === '/') return [];
    return [
      {
        what: { ja: `${names.targetGroup} のヘルスチェックのパスを / に変えます。`, en: `The health check path of ${names.targetGroup} is changed to /.` },
        of: group,
        mend: () => aws.loadBalancers.setHealthCheckPath(found.arn, '/'),
      },
    ];
  }
  return [...(await findUsersOf(context, found.arn)), { what: { ja: `ターゲットグループ ${names.targetGroup} を消して、つくり直します。`, en: `The target group ${names.targetGroup} is deleted and created again.` }, of: group, mend: () => aws.loadBalancers.deleteTargetGroup(found.arn) }];
};

/** The service and the listeners that hold on to a target group: the steps after this one make them again. */
async function findUsersOf(context: StepContext, groupArn: string): Promise<readonly Obstacle[]> {
  const { aws } = context;
  const balancer = await aws.loadBalancers.find(names.loadBalancer);
  const listeners = balancer === undefined ? [] : (await aws.loadBalancers.listeners(balancer.arn)).filter(({ targetGroupArns }) => targetGroupArns.includes(groupArn));
  const used = (await findService(aws))?.targetGroupArns.includes(groupArn) ?? false;
  return [
    ...(used ? [replaceService(context)] : []),
    ...listeners.map(({ arn, port }): Obstacle => ({
      what: { ja: `それを使うリスナー（ポート ${port}）を消します。`, en: `The listener on port ${port}, which uses it, is deleted.` },
      of: { kind: 'listener', id: `${names.loadBalancer}:${port}` },
      mend: () => aws.loadBalancers.deleteListener(arn),
    })),
  ];
}

export const findListenerObstacles: FindObstacles = async ({ aws }) => {
  const [balancer, right] = await Promise.all([aws.loadBalancers.find(names.loadBalancer), aws.loadBalancers.findTargetGroup(names.targetGroup)]);
  if (balancer === undefined || right === undefined) return [];
  const found = (await aws.loadBalancers.listeners(balancer.arn)).find(({ port }) => port === listenerPort);
  if (found === undefined || found.targetGroupArns.includes(right.arn)) return [];
  return [
    {
      what: { ja: `ポート ${listenerPort} のリスナーの転送先を ${names.targetGroup} に変えます。`, en: `The listener on port ${listenerPort} is changed to forward to ${names.targetGroup}.` },
      of: { kind: 'listener', id: `${names.loadBalancer}:${listenerPort}` },
      mend: () => aws.loadBalancers.setForward(found.arn, right.arn),
    },
  ];
};

/** Its network cannot be put right while it stands; deleting a service loses nothing that is not made again. */
export const findServiceObstacles: FindObstacles = async (context) => {
  const { aws } = context;
  const found = await findService(aws);
  const [network, right] = await Promise.all([readNetwork(aws), aws.loadBalancers.findTargetGroup(names.targetGroup)]);
  if (found === undefined || network === undefined || right === undefined) return [];
  return findServiceFaults(found, network, right.arn).length === 0 ? [] : [replaceService(context)];
};

/** A service that has given up, or starts the same failing task again and again. */
export const findFailingService: FindObstacles = async (context) => {
  const { aws } = context;
  const found = await findService(aws);
  if (found === undefined) return [];
  const { last, givenUp } = await explainStops(aws, found);
  if (givenUp === undefined) return [];
  const blueprint = await readBlueprint(context);
  const used = await aws.taskDefinitions.find(found.taskDefinitionArn);
  if ('firstDo' in blueprint || used === undefined) return [];
  const tags = ['1.0', '1.1'];
  const wrong = findRevisionFaults(used, blueprint, tags).length > 0 || changesTheProgram(used);
  const blame = wrong || last === undefined ? undefined : blameOnImage(last);
  if (blame !== undefined) return replaceImage(context, blame, found.taskDefinitionArn);
  return [
    {
      what: wrong
        ? { ja: `サービスを、正しいタスク定義で動かし直します（いまは ${shortRevision(found.taskDefinitionArn)}）。`, en: `The service is started again with a right task definition (it uses ${shortRevision(found.taskDefinitionArn)}).` }
        : { ja: 'サービスに、もう一度タスクを起動させます（新しいデプロイの強制）。', en: 'The service is made to start its task once more (a forced new deployment).' },
      of: service,
      mend: async () => {
        const taskDefinition = wrong ? (await registerRevision(context, '1.0', [], { anew: true })).arn : found.taskDefinitionArn;
        await aws.services.update({ cluster: names.cluster, name: names.service, taskDefinition, forceNewDeployment: true });
      },
    },
  ];
};

/** Its task cannot run of the image under the tag, which cannot be written over. */
function replaceImage(context: StepContext, blame: 'build' | 'files', taskDefinition: string): readonly Obstacle[] {
  const { aws, progress } = context;
  return [
    ...(blame === 'files' ? [...replaceBySolution(context, 'Dockerfile'), ...findChangedSources(context)] : []),
    {
      what: {
        ja: `イメージを作り直し、ECR のタグ ${firstTag} を外して送り直し、サービスにタスクを起動し直させます。`,
        en: `The image is built again, the tag ${firstTag} in ECR is taken off and the new image pushed under it, and the service starts its task again.`,
      },
      of: { kind: 'repository', id: names.repository },
      mend: async () => {
        await aws.repositories.deleteTag(names.repository, firstTag);
        progress.forget('ecr.immutable');
        await buildLatest(context);
        await push.solve(context);
        await aws.services.update({ cluster: names.cluster, name: names.service, taskDefinition, forceNewDeployment: true });
      },
    },
  ];
}

/** A command of its own in place of the image's. */
function changesTheProgram({ json }: { readonly json: string }): boolean {
  const { containerDefinitions = [] } = JSON.parse(json) as { containerDefinitions?: readonly { command?: readonly string[]; entryPoint?: readonly string[] }[] };
  return containerDefinitions.some(({ command = [], entryPoint = [] }) => command.length + entryPoint.length > 0);
}

function replaceService(context: StepContext): Obstacle {
  return {
    what: { ja: `サービス ${names.service} をタスクごと消して、つくり直します。`, en: `The service ${names.service} is deleted with its tasks, and created again.` },
    of: service,
    mend: () => takeAway(service, context),
  };
}
