import type { Task } from '../../../aws/services.js';
import { names } from '../../names.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain, waiting } from '../../verdict.js';
import { createService } from './create.js';
import { findService } from './find-service.js';
import { firstDo } from './first-do.js';

/** As many as the circuit breaker of a small service bears. */
const failuresToGiveUp = 3;

/** PROVISIONING, PENDING, ACTIVATING, RUNNING; and if it stops instead, why. */
export const taskRunning: Step = {
  id: 'service.running',
  kind: 'state',
  deadlineMs: 10 * 60_000,
  commands: async () => [`aws ecs list-tasks --cluster ${names.cluster} --service-name ${names.service}`, `aws ecs describe-tasks --cluster ${names.cluster} --tasks <task>`],
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
  const reasons = (await aws.services.tasks(names.cluster, { service: names.service, stopped: true })).map(explainStop).filter((reason) => reason !== '');
  const primary = service.deployments.find(({ status }) => status === 'PRIMARY');
  if (primary?.rolloutState === 'FAILED' || (primary?.failed ?? 0) >= failuresToGiveUp) {
    return notYet(expected, plain(reasons[0] ?? primary?.rolloutReason ?? 'FAILED'), fixFor(reasons[0] ?? ''));
  }
  return waiting(describeWait(tasks, reasons[0]), service.createdAt, { ja: '1〜2 分', en: '1–2 min' });
}

function describeWait(tasks: readonly Task[], reason: string | undefined): Text {
  const states = tasks.length === 0 ? { ja: 'タスクはまだ始まっていません', en: 'no task has been started yet' } : plain(tasks.map(({ id, lastStatus }) => `${id.slice(0, 8)} ${lastStatus}`).join(', '));
  if (reason === undefined) return states;
  return { ja: `${states.ja}。前のタスクが止まった理由: ${reason}`, en: `${states.en}. The task before it stopped: ${reason}` };
}

/** Empty for one that was stopped on purpose. */
function explainStop({ stopCode, stoppedReason, containers }: Task): string {
  if (stopCode === 'ServiceSchedulerInitiated' || stopCode === 'UserInitiated') return '';
  const details = containers.map(({ exitCode, reason }) => [exitCode === undefined ? '' : `exit code ${exitCode}`, reason ?? ''].filter((part) => part !== '').join(': ')).filter((part) => part !== '');
  return [stoppedReason ?? '', ...details].filter((part) => part !== '').join(' — ');
}

function fixFor(reason: string): Text {
  if (/CannotPull/.test(reason)) {
    return { ja: 'イメージの URI とタグ、実行ロール、ecr.api・ecr.dkr・S3 のエンドポイントを確かめます。', en: 'Check the image’s URI and tag, the execution role, and the endpoints ecr.api, ecr.dkr and S3.' };
  }
  if (/ResourceInitializationError/.test(reason)) {
    return { ja: '実行ロール、ロググループ、VPC エンドポイントとそのセキュリティグループを確かめます。', en: 'Check the execution role, the log group, and the VPC endpoints with their security group.' };
  }
  if (/exec format error|exit code 1\b/.test(reason)) {
    return { ja: `ログ（aws logs tail ${names.logGroup}）を読み、イメージとタスク定義の CPU アーキテクチャが同じか確かめます。`, en: `Read the log (aws logs tail ${names.logGroup}), and check that image and task definition are for the same CPU architecture.` };
  }
  return { ja: `aws logs tail ${names.logGroup} と、サービスのイベントを読みます。`, en: `Read aws logs tail ${names.logGroup} and the events of the service.` };
}

