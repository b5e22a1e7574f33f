import { questionStep } from '../../question-step.js';

/** What goes first, and why. */
export const cleanUpOrder = questionStep('cleanup.order', {
  prompt: {
    ja: 'すべてを手で消すなら、最初に消すのはどれですか。',
    en: 'If you delete everything by hand, what goes first?',
  },
  choices: [
    { ja: 'CloudFormation スタック。ほかは一緒に消える', en: 'The CloudFormation stack: the rest goes with it' },
    { ja: 'タスク。動いているから', en: 'The task, because it runs' },
    { ja: 'サービス', en: 'The service' },
    { ja: 'クラスター', en: 'The cluster' },
  ],
  answer: 2,
  explanation: {
    ja: 'サービスは数を保つ係なので、残したままタスクを止めると、すぐ新しいタスクが始まります。クラスターは「The Cluster cannot be deleted while Services are active.」と断られます。スタックは、タスクがサブネットやセキュリティグループを使っているうちは DELETE_FAILED です。それに、スタックが消すのは自分の作ったものだけで、ECS・ECR・IAM で作ったものは残ります。',
    en: 'A service keeps up a number: stop its task, and it starts another one. The cluster is refused: “The Cluster cannot be deleted while Services are active.” The stack ends in DELETE_FAILED while a task uses its subnets and security groups; and it takes away only what it made, not what you made in ECS, ECR and IAM.',
  },
});
