import type { Service } from '../../../aws/services.js';
import type { TaskDefinition } from '../../../aws/task-definitions.js';
import { diagnoseEvent, findTrouble } from '../../diagnosis/diagnose-event.js';
import { diagnoseStop } from '../../diagnosis/diagnose-stop.js';
import type { Diagnosis } from '../../diagnosis/diagnosis.js';
import { tellDiagnosis } from '../../diagnosis/tell-diagnosis.js';
import { watchService } from '../../live/watch-service.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { explainStop, explainStops, isTold } from '../service/explain-stops.js';
import { findService, shortRevision } from '../service/find-service.js';
import { firstDo } from '../service/first-do.js';
import { readBlueprint } from '../taskdef/blueprint.js';
import { findRevision } from '../taskdef/find-revision.js';
import { registerRevision } from '../taskdef/register-revision.js';
import { newTag } from './images.js';
import { registerNew } from './register.js';

/** The service learns of the new revision, and begins to replace its task. */
export const updateService: Step = {
  id: 'rollout.update',
  kind: 'state',
  live: watchService,
  rollOut: 'started',
  // The old task serves on until the new one is healthy.
  alsoRuns: ['service'],
  commands: async () => [`aws ecs update-service --cluster ${names.cluster} --service ${names.service} --task-definition ${names.taskFamily} --force-new-deployment`],
  check: checkUpdated,
  solve: async (context) => {
    const { aws, say } = context;
    if ((await checkUpdated(context)).verdict === 'done' || (await findService(aws)) === undefined) return;
    const revision = await registerRevision(context, newTag);
    const service = await aws.services.update({ cluster: names.cluster, name: names.service, taskDefinition: revision.arn, forceNewDeployment: true });
    say(plain(service.deployments.map(({ status, taskDefinitionArn }) => `${status} ${shortRevision(taskDefinitionArn)}`).join(', ')));
  },
};

async function checkUpdated(context: StepContext): Promise<Verdict> {
  const expected = { ja: `${names.service} が ${newTag} のリビジョンを使う`, en: `${names.service} uses the revision with ${newTag}` };
  const service = await findService(context.aws);
  if (service === undefined) return firstDo(expected, { ja: 'サービスがありません', en: 'there is no service' }, 'service.create');
  const used = await findUsedRevision(context, service.taskDefinitionArn);
  if (used !== undefined) return done(plain(`${names.service} → ${shortRevision(used.arn)}`));
  const failure = await explainFailedRollOut(context.aws, service);
  if (failure !== undefined) {
    const { cause, rolledBack } = failure;
    const told = tellDiagnosis(cause);
    const still = shortRevision(service.taskDefinitionArn);
    const observed = rolledBack
      ? { ja: `ロールアウトは失敗し、${still} に戻されました。${told.ja}`, en: `the rollout failed and was rolled back to ${still}: ${told.en}` }
      : { ja: `ロールアウトは失敗し、元に戻されました。${told.ja}`, en: `the rollout failed and was rolled back: ${told.en}` };
    return notYet(expected, observed, cause.fix);
  }
  if (await isMissing(context)) return firstDo(expected, { ja: `${newTag} のリビジョンがありません`, en: `there is no revision with ${newTag}` }, registerNew.id);
  return notYet(
    expected,
    { ja: `サービスは ${shortRevision(service.taskDefinitionArn)} のままです`, en: `the service is still on ${shortRevision(service.taskDefinitionArn)}` },
    { ja: 'サービスを更新し、「新しいデプロイの強制」を付けます。', en: 'Update the service, with a forced new deployment.' },
  );
}

/** The service's definition, if it is one with the new image. */
export async function findUsedRevision({ aws }: Pick<StepContext, 'aws'>, taskDefinitionArn: string): Promise<TaskDefinition | undefined> {
  const definition = await aws.taskDefinitions.find(taskDefinitionArn);
  return definition?.containers.some(({ image }) => image.endsWith(`/${names.repository}:${newTag}`)) ? definition : undefined;
}

/** Why the last roll-out came to nothing; undefined: none did. `rolledBack`: that is over by now. */
export async function explainFailedRollOut(aws: StepContext['aws'], service: Service): Promise<{ readonly cause: Diagnosis; readonly rolledBack: boolean } | undefined> {
  const failed = service.deployments.find(({ rolloutState }) => rolloutState === 'FAILED');
  if (failed !== undefined) {
    return { cause: (await explainStops(aws, service, failed)).last ?? diagnoseEvent(failed.rolloutReason ?? 'deployment failed: tasks failed to start'), rolledBack: false };
  }
  const cause = await explainRollback(aws, service);
  return cause === undefined ? undefined : { cause, rolledBack: true };
}

/** Once a rollback is over, only events and stopped tasks still tell of the deployment that failed. undefined: there was none. */
async function explainRollback(aws: StepContext['aws'], service: Service): Promise<Diagnosis | undefined> {
  const at = service.events.findIndex(({ message }) => /rolling back to deployment/.test(message));
  if (at === -1) return undefined;
  const stopped = await aws.services.tasks(names.cluster, { service: names.service, stopped: true });
  const newest = stopped.find((task) => task.taskDefinitionArn !== service.taskDefinitionArn && diagnoseStop(task) !== undefined && isTold(task));
  const stop = newest === undefined ? undefined : await explainStop(aws, newest);
  return stop ?? findTrouble(service.events.slice(at + 1)) ?? diagnoseEvent(service.events[at]?.message ?? '');
}

async function isMissing(context: StepContext): Promise<boolean> {
  const blueprint = await readBlueprint(context);
  return 'firstDo' in blueprint || (await findRevision(context.aws, blueprint, [newTag])).fitting === undefined;
}
