import { questionStep } from '../../question-step.js';

/** Who decides where containers run: ECS or EKS. */
export const controlPlane = questionStep('concepts.control-plane', {
  prompt: {
    ja: 'タスクが動いている最中に、Amazon ECS の API が 10 分間使えなくなりました。動いているタスクはどうなりますか。',
    en: 'While a task is running, the API of Amazon ECS is not available for ten minutes. What happens to the running task?',
  },
  choices: [
    {
      ja: '止まる。ECS がコンテナを動かしているから',
      en: 'It stops, because ECS is what runs the container',
      why: {
        ja: '動かしているのはデータプレーン（Fargate）です。ECS は決める側です。',
        en: 'The data plane (Fargate) runs it. ECS only decides.',
      },
    },
    { ja: '動き続ける。ただし、落ちても起動し直されない', en: 'It keeps running, but is not replaced if it dies' },
    {
      ja: '動き続け、落ちても Fargate が起動し直す',
      en: 'It keeps running, and Fargate replaces it if it dies',
      why: {
        ja: 'いくつ動くべきかを数えて指示するのは ECS です。Fargate は、指示されたものを動かすだけです。',
        en: 'Counting tasks and ordering new ones is the work of ECS. Fargate only runs what it is told to run.',
      },
    },
    {
      ja: '動くが、ブラウザーからは開けなくなる',
      en: 'It keeps running, but no browser can open the page',
      why: {
        ja: 'リクエストを振り分けるのはロードバランサーです。ECS は通り道にありません。',
        en: 'Requests go through the load balancer. ECS is not on their way.',
      },
    },
  ],
  answer: 1,
  explanation: {
    ja: '配置・台数・入れ替えを決めるのがコントロールプレーン（ECS か EKS）、動かすのがデータプレーン（Fargate か EC2）です。決める側が一時的に使えなくても、動いているものは動き続けます。ECS のコントロールプレーンは無料、EKS はクラスターごとに 1 時間 0.10 USD です。',
    en: 'The control plane (ECS or EKS) decides placement, number and replacement. The data plane (Fargate or EC2) runs the containers. If the deciding part is away for a while, what runs keeps running. The control plane of ECS is free; that of EKS costs 0.10 USD per cluster and hour.',
  },
});
