import { questionStep } from '../../question-step.js';

/** What stays in the account on purpose. */
export const cleanUpLeftovers = questionStep('cleanup.leftovers', {
  prompt: {
    ja: '片付けのあと、IAM に AWSServiceRoleForECS が残っています。どうしますか。',
    en: 'After the clean-up AWSServiceRoleForECS is still in IAM. What do you do?',
  },
  choices: [
    { ja: 'そのままにする。アカウントに 1 つのもので、料金もかからない', en: 'Leave it: there is one for the account, and it costs nothing' },
    { ja: 'すぐ消す。置いておくと料金がかかる', en: 'Delete it at once: it costs money' },
    { ja: '片付けが失敗したということなので、やり直す', en: 'Clean up again: it shows that something failed' },
    { ja: '待つ。しばらくすると消える', en: 'Wait: it goes away after a while' },
  ],
  answer: 0,
  explanation: {
    ja: 'サービスにリンクされたロールは、このワークショップのものではなく、アカウントの ECS 全体のものです。ほかのクラスターも使います。レシートにも「残します」と理由つきで載ります。前からあった ecsTaskExecutionRole も同じです。INACTIVE のクラスターや DELETE_IN_PROGRESS のタスク定義がしばらく見えるのも、失敗ではありません。',
    en: 'The service-linked role does not belong to this workshop but to ECS in the whole account; other clusters use it. The receipt lists it as kept, with the reason. The same goes for an ecsTaskExecutionRole that was there before. Nor is it a failure that a cluster shows as INACTIVE, or a task definition as DELETE_IN_PROGRESS, for a while.',
  },
});
