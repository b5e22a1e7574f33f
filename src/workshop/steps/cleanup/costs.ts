import { questionStep } from '../../question-step.js';

/** What goes on costing when no container runs any more. */
export const cleanUpCosts = questionStep('cleanup.costs', {
  prompt: {
    ja: 'サービスとクラスターは消しましたが、スタックを消し忘れました。まだお金がかかるのはどれですか。',
    en: 'Service and cluster are deleted, and the stack was forgotten. What still costs money?',
  },
  choices: [
    { ja: '何もかからない。コンテナが動いていないから', en: 'Nothing, because no container runs' },
    { ja: 'ロードバランサーとその IPv4 アドレス、インターフェイスエンドポイント。1 時間に約 0.12 USD', en: 'The load balancer, its IPv4 addresses and the interface endpoints: about 0.12 USD per hour' },
    { ja: 'INACTIVE のタスク定義', en: 'Task definitions that are INACTIVE' },
    { ja: 'VPC とサブネット', en: 'The VPC and its subnets' },
  ],
  answer: 1,
  explanation: {
    ja: 'Boyacky の料金の大半は、コンテナのまわりのものです。東京で、ロードバランサー 0.0243、IPv4 アドレス 2 つで 0.010、エンドポイント 0.084、合わせて 0.118 USD/時（2026 年 9 月の料金）。1 か月忘れると約 86 USD です。VPC、サブネット、セキュリティグループ、タスク定義、ロールは無料です。ECR は置いた大きさ、DynamoDB は使った分だけなので、Boyacky ではわずかです。',
    en: 'Most of what Boyacky costs lies around the container. In Tokyo: load balancer 0.0243, two IPv4 addresses 0.010, endpoints 0.084, together 0.118 USD per hour (prices of September 2026). Forgotten for a month, that is about 86 USD. VPC, subnets, security groups, task definitions and roles are free. ECR counts what lies in it and DynamoDB what is used, which is very little here.',
  },
});
