import { questionStep } from '../../question-step.js';

/** Why the old task outlives its replacement. */
export const draining = questionStep('rollout.draining', {
  prompt: {
    ja: '新しいタスクはもう healthy です。なぜ古いタスクは、そのあと何分も動いているのでしょうか。',
    en: 'The new task is healthy. Why does the old one run on for minutes?',
  },
  choices: [
    { ja: 'あなたが確認ボタンを押すのを待っている', en: 'ECS waits for you to confirm' },
    { ja: '新しいイメージがまだ取れていない', en: 'The new image is still being pulled' },
    { ja: '受け付けたリクエストを終わらせるため。ドレイン（最大 300 秒）が済んでから SIGTERM が来る', en: 'It finishes the requests that it has: SIGTERM comes only when draining (300 s at most) is over' },
    { ja: 'Fargate の料金が 5 分単位だから', en: 'Fargate bills in units of five minutes' },
  ],
  answer: 2,
  explanation: {
    ja: '外してから止める、という順番です。登録解除の遅延（既定 300 秒）の間、新しいリクエストは来ませんが、途中のものは最後まで続けられます。それから SIGTERM、30 秒（stopTimeout）たっても終わらなければ SIGKILL です。healthy なのですから、イメージはもう取れています。料金は秒単位（最低 1 分）です。短いリクエストしかないアプリなら、遅延を 30 秒に縮められます。',
    en: 'Out first, then stopped. During the deregistration delay (300 seconds by default) it gets no new requests, but may finish those under way. Then comes SIGTERM, and SIGKILL if it has not ended after 30 seconds (stopTimeout). A healthy task has its image already, and billing is by the second (one minute at least). With short requests only, 30 seconds of delay will do.',
  },
});
