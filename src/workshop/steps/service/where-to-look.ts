import { questionStep } from '../../question-step.js';

/** Which place tells why a task does not stay. */
export const whereToLook = questionStep('service.where-to-look', {
  prompt: {
    ja: 'タスクが始まっては止まるのを繰り返し、コンテナのログは空です。理由はどこでわかりますか。',
    en: 'Tasks start and stop again and again, and the log of the container is empty. Where do you find the reason?',
  },
  choices: [
    {
      ja: 'CloudWatch の、CPU とメモリのメトリクス',
      en: 'In the CPU and memory metrics of CloudWatch',
      why: {
        ja: 'メトリクスは、動き始めてからのものです。動く前に止まったタスクには、ほとんどありません。',
        en: 'Metrics are about what runs. A task that stops before it runs has almost none.',
      },
    },
    { ja: '停止したタスクの stoppedReason', en: 'In the stoppedReason of a stopped task' },
    {
      ja: 'ロードバランサーのアクセスログ',
      en: 'In the access log of the load balancer',
      why: {
        ja: '届いたリクエストの記録です。タスクが動かなければ、届きません。',
        en: 'It records requests that arrived. Nothing arrives at a task that does not run.',
      },
    },
    {
      ja: 'タスク定義の JSON の containerDefinitions',
      en: 'In the task definition, under containerDefinitions',
      why: {
        ja: '原因はそこにあるかもしれませんが、何が起きたかは書かれていません。',
        en: 'The cause may be there, but it does not say what happened.',
      },
    },
  ],
  answer: 1,
  explanation: {
    ja: 'ログが空なのは、アプリが 1 行も書かないうちに止まったからです。イメージをプルできない、ロールを引き受けられない、ログの出力先に届かない。それを知っているのは ECS なので、停止したタスクの stoppedReason と、サービスのイベントを読みます。',
    en: 'The log is empty because the task stopped before the app wrote a line: the image could not be pulled, a role could not be assumed, or the logs’ destination was unreachable. ECS knows, so read the stoppedReason of a stopped task and the events of the service.',
  },
});
