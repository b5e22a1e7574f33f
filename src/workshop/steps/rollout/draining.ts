import { questionStep } from '../../question-step.js';

/** Why the old task outlives its replacement. */
export const draining = questionStep('rollout.draining', {
  prompt: {
    ja: '新しいタスクはもう healthy です。なぜ古いタスクは、そのあと何分も動いているのでしょうか。',
    en: 'The new task is healthy. Why does the old one keep running for minutes?',
  },
  choices: [
    {
      ja: '新しいタスクが失敗したときに、すぐ戻せるように待つから',
      en: 'ECS keeps it so that it can go back if the new one fails',
      why: {
        ja: '戻すときは、前のリビジョンから新しいタスクを起動します。古いタスクを取っておくのはブルー/グリーンの方式です。',
        en: 'To go back, ECS starts a new task of the old revision. Keeping the old tasks is what blue/green does.',
      },
    },
    {
      ja: 'ECS は、古いイメージを消し終わるのを待つから',
      en: 'ECS waits until the old image has been deleted',
      why: {
        ja: 'ECS はイメージを消しません。1.0 は ECR に残り、いつでも戻せます。',
        en: 'ECS does not delete images. 1.0 stays in ECR, so that you can go back.',
      },
    },
    { ja: '登録解除の遅延（既定 300 秒）が過ぎるのを待つから', en: 'It waits for the deregistration delay (300 s by default)' },
    {
      ja: 'ロードバランサーが、まだ半分のリクエストを送るから',
      en: 'The load balancer still sends it half of the requests',
      why: {
        ja: 'draining のターゲットに、新しいリクエストは送られません。',
        en: 'A target that is draining gets no new requests.',
      },
    },
  ],
  answer: 2,
  explanation: {
    ja: '外してから止める、という順番です。遅延の間、新しいリクエストは来ませんが、途中のものは最後まで続けられます。それから SIGTERM、30 秒（stopTimeout）たっても終わらなければ SIGKILL です。短いリクエストしかないアプリなら、遅延を 30 秒に縮められます。',
    en: 'First out of the target group, then stopped. During the delay it gets no new requests, but can finish those in progress. Then comes SIGTERM, and SIGKILL if it has not ended after 30 seconds (stopTimeout). For an app with short requests only, 30 seconds of delay are enough.',
  },
});
