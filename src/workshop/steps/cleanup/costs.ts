import { questionStep } from '../../question-step.js';

/** What goes on costing when no container runs any more. */
export const cleanUpCosts = questionStep('cleanup.costs', {
  prompt: {
    ja: 'サービスとクラスターは消しましたが、スタックを消し忘れました。まだ料金がかかるのはどれですか。',
    en: 'You deleted the service and the cluster, but forgot the stack. What still costs money?',
  },
  choices: [
    {
      ja: '何もない。コンテナが 1 つも動いていないから',
      en: 'Nothing, because no container is running any more',
      why: {
        ja: 'Boyacky の料金でいちばん小さいのがコンテナです。残りは、コンテナがなくても動き続けます。',
        en: 'The container is the smallest part of the bill. The other parts keep running without it.',
      },
    },
    { ja: 'ロードバランサーとインターフェイスエンドポイント', en: 'The load balancer and the interface endpoints' },
    {
      ja: 'VPC とサブネットと、登録してあるタスク定義',
      en: 'The VPC, its subnets and the registered task definitions',
      why: {
        ja: 'VPC、サブネット、タスク定義はどれも無料です。',
        en: 'VPCs, subnets and task definitions are all free of charge.',
      },
    },
    {
      ja: 'ECR のイメージ。置いてあるだけで 1 時間ごとに',
      en: 'The images in ECR, which are charged for every hour',
      why: {
        ja: 'ECR は置いた大きさに応じた料金で、1 GB・1 か月あたり 0.10 USD です。Boyacky なら 1 か月に 0.01 USD にもなりません。それに、リポジトリはスタックの中にありません。',
        en: 'ECR charges by size, 0.10 USD per GB and month. For Boyacky that is less than a cent. And the repository is not part of the stack.',
      },
    },
  ],
  answer: 1,
  explanation: {
    ja: 'Boyacky の料金の大半は、コンテナのまわりのものです。東京で、ロードバランサー 0.0243、IPv4 アドレス 2 つで 0.010、エンドポイント 0.084、合わせて 1 時間 0.118 USD（2026 年 9 月の料金）。1 か月忘れると約 86 USD です。',
    en: 'Most of what Boyacky costs is around the container. In Tokyo: the load balancer 0.0243, its two IPv4 addresses 0.010, the endpoints 0.084, together 0.118 USD per hour (prices of September 2026). If you forget them for a month, that is about 86 USD.',
  },
});
