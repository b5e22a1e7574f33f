import type { Task } from '../../../aws/services.js';
import type { Diagnosis } from '../../diagnosis/diagnosis.js';
import { watchService } from '../../live/watch-service.js';
import { names } from '../../names.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain, waiting } from '../../verdict.js';
import { addLastStop } from './add-last-stop.js';
import { createService } from './create.js';
import { explainStops } from './explain-stops.js';
import { findService } from './find-service.js';
import { firstDo } from './first-do.js';

/** PROVISIONING, PENDING, ACTIVATING, RUNNING; and if it stops instead, why. */
export const taskRunning: Step = {
  id: 'service.running',
  kind: 'state',
  live: watchService,
  deadlineMs: 10 * 60_000,
  commands: async ({ aws }) => {
    const [task] = await aws.services.tasks(names.cluster, { service: names.service });
    return [
      `aws ecs list-tasks --cluster ${names.cluster} --service-name ${names.service}`,
      ...(task === undefined ? [] : [`aws ecs describe-tasks --cluster ${names.cluster} --tasks ${task.id} --query 'tasks[0].[lastStatus,desiredStatus,healthStatus,stoppedReason]'`]),
    ];
  },
  check: checkRunning,
  // The service brings its task up by itself.
  solve: async () => {},
};

async function checkRunning({ aws }: StepContext): Promise<Verdict> {
  const expected = { ja: `${names.service} のタスクが RUNNING`, en: `a task of ${names.service} is RUNNING` };
  const service = await findService(aws);
  if (service === undefined) return firstDo(expected, { ja: 'サービスがありません', en: 'there is no service' }, createService.id);
  const tasks = await aws.services.tasks(names.cluster, { service: names.service });
  const running = tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
  if (running.length > 0) return done(...running.map(({ id, privateIp }) => plain(`${id} RUNNING ${privateIp ?? ''}`.trim())));
  const { last, givenUp } = await explainStops(aws, service);
  if (givenUp !== undefined) return notYet(expected, givenUp.observed, givenUp.fix);
  return waiting(describeWait(tasks, last), service.createdAt, { ja: '1〜2 分', en: '1–2 min' });
}

function describeWait(tasks: readonly Task[], last: Diagnosis | undefined): Text {
  const states = tasks.length === 0 ? { ja: 'タスクはまだ始まっていません', en: 'no task has been started yet' } : plain(tasks.map(({ id, lastStatus }) => `${id.slice(0, 8)} ${lastStatus}`).join(', '));
  return addLastStop(states, last);
}
