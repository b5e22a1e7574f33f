import { questionStep } from '../../question-step.js';

/** Who is in the list of the target group. */
export const registeredTargets = questionStep('service.targets', {
  prompt: {
    ja: 'ターゲットグループに登録されている「ターゲット」は何ですか。',
    en: 'What is registered in the target group as a target?',
  },
  choices: [
    { ja: 'タスクのプライベート IP アドレスと、ポート 8080', en: 'The private IP address of the task, with port 8080' },
    { ja: 'コンテナの ID', en: 'The ID of the container' },
    { ja: 'EC2 インスタンスの ID', en: 'The ID of an EC2 instance' },
    { ja: 'ロードバランサーの DNS 名', en: 'The DNS name of the load balancer' },
  ],
  answer: 0,
  explanation: {
    ja: 'awsvpc のタスクは自分の IP アドレスを持つので、種類が ip のターゲットグループにその住所で並びます。登録も、外すのも ECS がします。タスクが替われば住所も替わるので、手で書き込んではいけません。インスタンス ID で並ぶのは種類が instance のときで、EC2 のためのものです。ロードバランサーの DNS 名は、訪れる人が使う入口です。',
    en: 'A task with awsvpc has an IP address of its own, and stands under it in a target group of the type ip. ECS puts it in and takes it out; with the task the address changes, so never write it there by hand. Instance IDs are listed in groups of the type instance, which are for EC2. The DNS name of the load balancer is where visitors come in.',
  },
});
