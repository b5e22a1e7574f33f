import type { Deployment, Task } from '../../aws/services.js';
import { names } from '../names.js';
import { describeTarget } from '../steps/service/healthy.js';
import type { StepContext } from '../types.js';
import { plain } from '../verdict.js';
import type { LiveRow, LiveView } from './live-view.js';

/** Deployments side by side, their tasks and states, the targets, and the newest word of the service. */
export async function watchService({ aws }: StepContext): Promise<LiveView> {
  const [service, tasks, group] = await Promise.all([
    aws.services.find(names.cluster, names.service),
    aws.services.tasks(names.cluster, { service: names.service }),
    aws.loadBalancers.findTargetGroup(names.targetGroup),
  ]);
  const targets = group === undefined ? [] : await aws.loadBalancers.targetHealth(group.arn);
  const [event] = service?.events ?? [];
  return {
    // The newest word first: where there is no room for all, the last rows are left out.
    rows: [
      ...(event === undefined ? [] : [{ key: 'event', text: plain(event.message) }]),
      ...(service?.deployments ?? []).map(deploymentRow),
      ...tasks.map(taskRow),
      ...targets.map((target): LiveRow => ({ key: `target ${target.ip}`, text: { ja: `ターゲット ${describeTarget(target)}`, en: `target ${describeTarget(target)}` } })),
    ],
  };
}

function deploymentRow({ id, status, taskDefinitionArn, desired, pending, running, failed, rolloutState }: Deployment): LiveRow {
  const revision = taskDefinitionArn.split(':').at(-1) ?? '?';
  const states = [`${running}/${desired}`, pending === 0 ? '' : `pending ${pending}`, failed === 0 ? '' : `failed ${failed}`, rolloutState].filter((part) => part !== '').join(' ');
  return { key: `deployment ${id}`, text: { ja: `${status} リビジョン ${revision}: ${states}`, en: `${status} revision ${revision}: ${states}` } };
}

function taskRow({ id, taskDefinitionArn, lastStatus, desiredStatus }: Task): LiveRow {
  const revision = taskDefinitionArn.split(':').at(-1) ?? '?';
  const state = lastStatus === desiredStatus ? lastStatus : `${lastStatus} -> ${desiredStatus}`;
  return { key: `task ${id}`, text: { ja: `タスク ${id.slice(0, 8)}（リビジョン ${revision}）: ${state}`, en: `task ${id.slice(0, 8)} (revision ${revision}): ${state}` } };
}
