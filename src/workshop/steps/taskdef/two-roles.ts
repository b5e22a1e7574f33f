import { questionStep } from '../../question-step.js';

/** The mix-up that costs most time in this chapter. */
export const twoRoles = questionStep('taskdef.two-roles', {
  prompt: {
    ja: 'ボヤキを DynamoDB に書き込む権限は、どのロールに付けますか。',
    en: 'Which role gets the permission to write a boyaki to DynamoDB?',
  },
  choices: [
    { ja: 'タスク実行ロール（ecsTaskExecutionRole）', en: 'The task execution role (ecsTaskExecutionRole)' },
    { ja: 'サービスにリンクされたロール（AWSServiceRoleForECS）', en: 'The service-linked role (AWSServiceRoleForECS)' },
    { ja: 'タスクロール（boyacky-task-role）', en: 'The task role (boyacky-task-role)' },
    { ja: 'push したときの自分の IAM ユーザー', en: 'The IAM user that pushed the image' },
  ],
  answer: 2,
  explanation: {
    ja: 'コンテナの中のプログラムが名乗るのがタスクロールです。タスク実行ロールは、コンテナが始まる前後に ECS 自身が使います（ECR からの pull、CloudWatch Logs への出力）。AWSServiceRoleForECS は、ネットワークインターフェイスやターゲットの登録のために ECS が使います。',
    en: 'The task role is who the program inside the container is. The task execution role is what ECS itself uses around it: pulling from ECR, sending logs to CloudWatch Logs. AWSServiceRoleForECS is for attaching network interfaces and registering targets.',
  },
});
