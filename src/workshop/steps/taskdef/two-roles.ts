import { questionStep } from '../../question-step.js';

/** The mix-up that costs most time in this chapter. */
export const twoRoles = questionStep('taskdef.two-roles', {
  prompt: {
    ja: 'タスクは動いていますが、ボヤキを書くと AccessDeniedException（dynamodb:PutItem）です。どのロールを直しますか。',
    en: 'The task runs, but a new boyaki ends in AccessDeniedException (dynamodb:PutItem). Which role do you correct?',
  },
  choices: [
    {
      ja: 'タスク実行ロール（ecsTaskExecutionRole）',
      en: 'The task execution role (ecsTaskExecutionRole)',
      why: {
        ja: 'それは、コンテナの外で ECS が使うロールです。足りなければ、タスクは始まりません。',
        en: 'ECS uses that role, outside the container. If it were wrong, the task would not start.',
      },
    },
    {
      ja: 'サービスにリンクされたロール（AWSServiceRoleForECS）',
      en: 'The service-linked role (AWSServiceRoleForECS)',
      why: {
        ja: 'それは、ネットワークインターフェイスやターゲットの登録のために ECS が使うロールです。中身は変えられません。',
        en: 'ECS uses it for network interfaces and for registering targets. You cannot change it.',
      },
    },
    { ja: 'タスクロール（boyacky-task-role）', en: 'The task role (boyacky-task-role)' },
    {
      ja: 'サービスを作ったあなたの IAM ユーザー',
      en: 'Your own IAM user, which created the service',
      why: {
        ja: 'あなたの権限は、作るときに使われました。動いているプログラムは、あなたの権限を使いません。',
        en: 'Your permissions were used to create it. The running program does not use them.',
      },
    },
  ],
  answer: 2,
  explanation: {
    ja: 'コンテナの中のプログラムは、タスクロールの権限で AWS を呼び出します。タスク実行ロールは、コンテナの外で ECS が使います（ECR からのプル、CloudWatch Logs への出力）。',
    en: 'The program in the container calls AWS with the permissions of the task role. The task execution role is used by ECS outside the container: to pull from ECR and to send logs to CloudWatch Logs.',
  },
});
