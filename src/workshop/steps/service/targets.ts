import { questionStep } from '../../question-step.js';

/** What becomes of a target when its task is replaced. */
export const registeredTargets = questionStep('service.targets', {
  prompt: {
    ja: 'タスクが 1 つ止まり、ECS が代わりのタスクを起動しました。ターゲットグループはどうなりますか。',
    en: 'The task stops, and ECS starts another one. What happens in the target group?',
  },
  choices: [
    { ja: 'ECS が、新しい IP アドレスを登録し、古いほうを外す', en: 'ECS adds the new IP address and removes the old one' },
    {
      ja: '何も変わらない。新しいタスクも同じ IP アドレスを使う',
      en: 'Nothing: the new task has the same IP address',
      why: {
        ja: 'タスクごとに新しいネットワークインターフェイスが作られ、IP アドレスも変わります。',
        en: 'Each task gets a new network interface, and with it a new IP address.',
      },
    },
    {
      ja: 'あなたが、新しいタスクの IP アドレスを登録し直す',
      en: 'You register the IP address of the new task yourself',
      why: {
        ja: '手で登録する必要はありません。次に入れ替わると、また変わってしまいます。',
        en: 'You do not have to. Whatever you write there is wrong again after the next replacement.',
      },
    },
    {
      ja: '何も変わらない。登録されているのはサービスの名前だから',
      en: 'Nothing: the name of the service is registered there',
      why: {
        ja: '種別 ip のターゲットグループに並ぶのは IP アドレスとポートで、名前ではありません。',
        en: 'A target group of type ip holds IP addresses and ports, not names.',
      },
    },
  ],
  answer: 0,
  explanation: {
    ja: 'awsvpc のタスクは自分の IP アドレスを持ち、種別 ip のターゲットグループに、そのアドレスとポート 8080 で登録されます。登録も登録解除も ECS がします。だから、中身は空のまま作りました。',
    en: 'A task with awsvpc has an IP address of its own, and is registered in the target group of type ip with this address and port 8080. ECS registers and deregisters it. That is why you created the group empty.',
  },
});
