import { names } from '../names.js';
import type { Entry } from './diagnosis.js';
import { exitTable } from './exit-table.js';
import { initializationTable } from './initialization-table.js';
import { pullTable } from './pull-table.js';
import { toType } from './what-to-type.js';

/** Stopped on purpose: these need no cure. */
export const intendedStops: readonly Entry[] = [
  { id: 'scaling', harmless: true, pattern: /Scaling activity initiated by|ServiceSchedulerInitiated(?![^]*failed (ELB|container) health checks)/i, means: { ja: 'デプロイか台数の変更で、ECS が役目を終えたタスクを止めました。故障ではありません。', en: 'ECS stopped a task that was not needed any more, by a deployment or a change of the count. That is not an error.' }, fix: { ja: `今のタスクを見ます: aws ecs list-tasks --cluster ${names.cluster}`, en: `See the current tasks: aws ecs list-tasks --cluster ${names.cluster}` } },
  { id: 'stopped-by-user', harmless: true, pattern: /UserInitiated|Task stopped by user/i, means: { ja: '誰かが stop-task で止めました。サービスが代わりを始めます。', en: 'somebody stopped it with stop-task. The service starts another.' }, fix: { ja: `代わりを見ます: aws ecs list-tasks --cluster ${names.cluster}`, en: `See the new one: aws ecs list-tasks --cluster ${names.cluster}` } },
];

/** All that a stopped task may say, in the order in which it is looked up. */
export const stopTable: readonly Entry[] = [
  ...intendedStops,
  ...pullTable,
  ...initializationTable,
  ...exitTable,
  // After what a program may say: the words of one that cannot be started begin in the same way.
  {
    id: 'initialization-failed',
    pattern: /ResourceInitializationError/,
    means: { ja: 'コンテナを始める前の準備（ECR へのログイン、ログ、ネットワーク）で失敗しました。', en: 'the preparation before the container starts failed (login to ECR, log, network).' },
    fix: { ja: `実行ロールとエンドポイントを確かめます: ${toType.executionRole}`, en: `Check the execution role and the endpoints: ${toType.executionRole}` },
  },
  {
    id: 'failed-to-start',
    pattern: /TaskFailedToStart/,
    means: { ja: 'タスクは始まる前に止まりました。', en: 'the task stopped before it had begun.' },
    fix: { ja: `止まったタスクとイベントを読みます: ${toType.events}`, en: `Read the events: ${toType.events}` },
  },
];
