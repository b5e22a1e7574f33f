import { questionStep } from '../../question-step.js';

/** What stays in the account on purpose. */
export const cleanUpLeftovers = questionStep('cleanup.leftovers', {
  prompt: {
    ja: '片付けのあと、IAM に AWSServiceRoleForECS が残っています。どうしますか。',
    en: 'After the clean-up AWSServiceRoleForECS is still in IAM. What do you do?',
  },
  choices: [
    { ja: 'そのままにする。アカウントの ECS 全体で使うものだから', en: 'Leave it: ECS uses it for the whole account' },
    {
      ja: 'すぐに消す。ロールは、残しておくと少しずつ料金がかかるから',
      en: 'Delete it at once: roles that are not used still cost a little',
      why: {
        ja: 'IAM のロールに料金はかかりません。消すと、同じアカウントで ECS を使うほかの人が困ります。',
        en: 'IAM roles are free. Deleting this one would break ECS for other people in the account.',
      },
    },
    {
      ja: '片付けをやり直す。何かを消せなかったしるしだから',
      en: 'Clean up again: it shows that something was not deleted',
      why: {
        ja: 'レシートに「残します」と理由つきで載っています。消せなかったものは「まだあります」と書かれます。',
        en: 'The receipt lists it as kept, with the reason. What could not be deleted is listed as "still there".',
      },
    },
    {
      ja: '待つ。クラスターがなくなれば、自動で消えるから',
      en: 'Wait: without a cluster AWS deletes it by itself',
      why: {
        ja: 'サービスにリンクされたロールは、クラスターがなくなっても残ります。消すときは自分で消します。',
        en: 'A service-linked role stays when the last cluster is gone. It goes only when somebody deletes it.',
      },
    },
  ],
  answer: 0,
  explanation: {
    ja: 'サービスにリンクされたロールは、このワークショップのものではなく、アカウントの ECS 全体のものです。前からあった ecsTaskExecutionRole も同じ理由で残します。INACTIVE のクラスターや DELETE_IN_PROGRESS のタスク定義がしばらく見えるのも、失敗ではありません。',
    en: 'The service-linked role does not belong to this workshop but to ECS in the whole account. An ecsTaskExecutionRole that was there before stays for the same reason. It is also normal that a cluster shows as INACTIVE, or a task definition as DELETE_IN_PROGRESS, for a while.',
  },
});
