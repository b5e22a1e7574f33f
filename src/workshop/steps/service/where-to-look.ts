import { questionStep } from '../../question-step.js';

/** Which place tells why a task does not stay. */
export const whereToLook = questionStep('service.where-to-look', {
  prompt: {
    ja: 'タスクが始まっては止まるのを繰り返し、コンテナのログは空です。理由はどこにありますか。',
    en: 'Tasks start and stop over and over, and the container’s log is empty. Where is the reason?',
  },
  choices: [
    { ja: 'CPU とメモリのグラフ', en: 'In the graphs of CPU and memory' },
    { ja: 'サービスのイベントと、停止したタスクの stoppedReason', en: 'In the events of the service and the stoppedReason of a stopped task' },
    { ja: 'ロードバランサーのアクセスログ', en: 'In the access log of the load balancer' },
    { ja: 'タスク定義の JSON', en: 'In the JSON of the task definition' },
  ],
  answer: 1,
  explanation: {
    ja: 'ログが空なのは、アプリが 1 行も書かないうちに止まったからです。イメージが取れない、ロールを引き受けられない、ログの行き先に届かない。それを知っているのは ECS なので、ECS の言い分（イベントと stoppedReason）を読みます。グラフは動いてからのもの、アクセスログは届いてからのものです。タスク定義は原因の「場所」かもしれませんが、何が起きたかは書いてありません。',
    en: 'The log is empty because it stopped before the app wrote a line: the image could not be fetched, a role not be assumed, the place for logs not be reached. It is ECS that knows, so read what ECS says: events and stoppedReason. Graphs tell of what runs, access logs of what arrived. The cause may well be in the task definition, but what happened is not written there.',
  },
});
