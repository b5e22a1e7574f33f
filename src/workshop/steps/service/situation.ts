import { diagnoseEvent } from '../../diagnosis/diagnose-event.js';
import { diagnoseTarget } from '../../diagnosis/diagnose-target.js';
import { tellDiagnosis } from '../../diagnosis/tell-diagnosis.js';
import { joinLines } from '../../join-lines.js';
import { names } from '../../names.js';
import type { StepContext, Text } from '../../types.js';
import { plain } from '../../verdict.js';
import type { Situation } from '../../with-situations.js';
import { explainStops } from './explain-stops.js';
import { findService } from './find-service.js';

const tellAll: Situation = async (context) => joinLines(await tellTasks(context), await tellTargets(context), await tellTrouble(context));

/** What is there of chapter 8, by the id of the step that asks. */
export const serviceSituations: Readonly<Record<string, Situation>> = {
  'service.target-group': tellGroup,
  'service.listener': async (context) => joinLines(await tellGroup(context), await tellListeners(context)),
  'service.create': async (context) => joinLines(await tellGroup(context), await tellTasks(context)),
  'service.running': async (context) => joinLines(await tellTasks(context), await tellTrouble(context)),
  'service.healthy': tellAll,
  'service.steady': tellAll,
  'service.open': async (context) => joinLines(await tellListeners(context), await tellTargets(context)),
};

async function tellGroup({ aws }: StepContext): Promise<Text> {
  const group = await aws.loadBalancers.findTargetGroup(names.targetGroup);
  if (group === undefined) return { ja: `ターゲットグループ ${names.targetGroup} はまだありません`, en: `there is no target group ${names.targetGroup} yet` };
  return plain(`${group.name}: ${group.targetType}, ${group.protocol}:${group.port}, ${group.healthCheckPath}`);
}

async function tellListeners({ aws }: StepContext): Promise<Text> {
  const balancer = await aws.loadBalancers.find(names.loadBalancer);
  if (balancer === undefined) return { ja: `ロードバランサー ${names.loadBalancer} がありません`, en: `there is no load balancer ${names.loadBalancer}` };
  const ports = (await aws.loadBalancers.listeners(balancer.arn)).map(({ protocol, port }) => `${protocol}:${port}`).join(', ');
  return { ja: `${balancer.name} は ${balancer.state}、リスナーは ${ports || 'なし'} です`, en: `${balancer.name} is ${balancer.state}; its listeners: ${ports || 'none'}` };
}

/** "0/1 tasks: 1a2b3c4d PENDING" */
export async function tellTasks({ aws }: StepContext): Promise<Text> {
  const service = await findService(aws);
  if (service === undefined) return { ja: `サービス ${names.service} はまだありません`, en: `there is no service ${names.service} yet` };
  const tasks = await aws.services.tasks(names.cluster, { service: names.service });
  const told = tasks.map(({ id, lastStatus }) => `${id.slice(0, 8)} ${lastStatus}`).join(', ') || '—';
  return { ja: `タスク（${service.running}/${service.desired} が実行中）: ${told}`, en: `tasks (${service.running} of ${service.desired} running): ${told}` };
}

export async function tellTargets({ aws }: StepContext): Promise<Text | undefined> {
  const group = await aws.loadBalancers.findTargetGroup(names.targetGroup);
  if (group === undefined) return undefined;
  const targets = (await aws.loadBalancers.targetHealth(group.arn)).slice(0, 2);
  if (targets.length === 0) return { ja: 'ターゲットはまだ登録されていません', en: 'no target is registered yet' };
  const told = targets.map((target) => ({ seen: `${target.ip}:${target.port} ${target.state}`, why: diagnoseTarget(target) }));
  const tell = (language: 'ja' | 'en') => told.map(({ seen, why }) => (why === undefined ? seen : `${seen} ${tellDiagnosis(why)[language]}`)).join(' ');
  return { ja: `ターゲット: ${tell('ja')}`, en: `targets: ${tell('en')}` };
}

/** The last stop that nobody wanted, else the latest event. */
export async function tellTrouble({ aws }: StepContext): Promise<Text | undefined> {
  const service = await findService(aws);
  if (service === undefined) return undefined;
  const { last } = await explainStops(aws, service);
  const [event] = service.events;
  if (last !== undefined && service.running < service.desired) return tellDiagnosis(last);
  return event === undefined ? undefined : tellDiagnosis(diagnoseEvent(event.message));
}
