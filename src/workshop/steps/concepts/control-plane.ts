import { questionStep } from '../../question-step.js';

/** Who decides where containers run: ECS or EKS. */
export const controlPlane = questionStep('concepts.control-plane', {
  prompt: {
    ja: 'ECS と EKS は「コントロールプレーン」です。コントロールプレーンの仕事はどれですか。',
    en: 'ECS and EKS are control planes. What is the job of a control plane?',
  },
  choices: [
    { ja: 'コンテナのプロセスに CPU とメモリを渡して、実際に動かす', en: 'To give CPU and memory to the containers’ processes and actually run them' },
    { ja: 'どのタスクを、いくつ、どこで動かすかを決め、その状態を保つ', en: 'To decide which tasks run, how many and where, and to keep it that way' },
    { ja: 'イメージを保管し、要求に応じて配る', en: 'To keep images and hand them out' },
    { ja: 'ブラウザーからのリクエストをコンテナに振り分ける', en: 'To spread the browsers’ requests over the containers' },
  ],
  answer: 1,
  explanation: {
    ja: '配置・台数・入れ替えを決めるのがコントロールプレーンです。動かすのはデータプレーン（Fargate か EC2）、保管は ECR、振り分けは ALB の仕事です。ECS のコントロールプレーンは無料、EKS はクラスターごとに 1 時間 0.10 USD です。',
    en: 'Placement, number and replacement are decided by the control plane. Running is the data plane’s job (Fargate or EC2), keeping images is ECR’s, spreading requests the load balancer’s. The control plane of ECS is free; that of EKS costs 0.10 USD per hour for each cluster.',
  },
});
