import type { Service, Task } from '../../../aws/services.js';
import { names } from '../../names.js';
import type { StepContext, Text } from '../../types.js';
import { plain } from '../../verdict.js';

/** As many as the circuit breaker of a small service bears. */
const failuresToGiveUp = 3;

export interface Stops {
  /** Why the last task stopped that was not stopped on purpose. */
  readonly lastReason: string | undefined;
  /** There, when waiting any longer would not help. */
  readonly givenUp: { readonly observed: Text; readonly fix: Text } | undefined;
}

/** Reads why tasks of the service ended by themselves, and whether ECS has given up starting new ones. */
export async function explainStops(aws: StepContext['aws'], { deployments }: Service): Promise<Stops> {
  const tasks = await aws.services.tasks(names.cluster, { service: names.service, stopped: true });
  const lastReason = tasks.map(explainStop).find((reason) => reason !== '');
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  const failed = primary?.rolloutState === 'FAILED' || (primary?.failed ?? 0) >= failuresToGiveUp;
  return { lastReason, givenUp: failed ? { observed: plain(lastReason ?? primary?.rolloutReason ?? 'FAILED'), fix: fixFor(lastReason ?? '') } : undefined };
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
