import { questionStep } from '../../question-step.js';

/** What goes first, and why. */
export const cleanUpOrder = questionStep('cleanup.order', {
  prompt: {
    ja: 'すべてを手で消すなら、最初に消すのはどれですか。',
    en: 'If you delete everything by hand, what do you delete first?',
  },
  choices: [
    {
      ja: 'CloudFormation スタック。ほかも一緒に消える',
      en: 'The CloudFormation stack: the rest goes with it',
      why: {
        ja: 'タスクがサブネットやセキュリティグループを使っているので、DELETE_FAILED になります。それに、スタックが消すのは自分の作ったものだけで、ECS・ECR・IAM で作ったものは残ります。',
        en: 'A task still uses its subnets and security groups, so it ends in DELETE_FAILED. And a stack deletes only what it made, not what you made in ECS, ECR and IAM.',
      },
    },
    {
      ja: '動いているタスク。止めてから、ほかを消す',
      en: 'The running task: stop it, then delete the rest',
      why: {
        ja: 'サービスはタスクの数を保つので、止めるとすぐに新しいタスクが始まります。',
        en: 'The service keeps up the number of tasks: stop one, and it starts another.',
      },
    },
    { ja: 'サービス。タスクは一緒に止まる', en: 'The service: its tasks stop with it' },
    {
      ja: 'クラスター。サービスもタスクもその中にある',
      en: 'The cluster: service and task are inside it',
      why: {
        ja: '「The Cluster cannot be deleted while Services are active.」というエラーになります。中身を先に消します。',
        en: 'It is refused: "The Cluster cannot be deleted while Services are active." What is inside goes first.',
      },
    },
  ],
  answer: 2,
  explanation: {
    ja: 'サービスを消すと、タスクは止まり、もう始まりません。そのあとでリスナー、ターゲットグループ、クラスター、ロール、スタックと、使われなくなったものから順に消せます。',
    en: 'When the service is deleted its tasks stop, and no new ones start. After that you can delete the listener, the target group, the cluster, the roles and the stack, each as soon as nothing uses it.',
  },
});
