import { questionStep } from '../../question-step.js';

/** What makes a subnet public, read in the template. */
export const readTemplate = questionStep('foundation.template', {
  prompt: {
    ja: 'boyacky.yaml の Resources から 1 つ消して、パブリックサブネットをインターネットから切り離します。消すのはどれですか。',
    en: 'Delete one of the Resources in boyacky.yaml so that the public subnets are cut off from the internet. Which one?',
  },
  choices: [
    {
      ja: 'AlbSecurityGroup',
      en: 'AlbSecurityGroup',
      why: {
        ja: 'セキュリティグループは、リソースごとに通信を許可するだけです。経路は変わりません。',
        en: 'A security group only allows traffic to one resource. It does not change any route.',
      },
    },
    {
      ja: 'PrivateRouteTable',
      en: 'PrivateRouteTable',
      why: {
        ja: 'プライベートサブネットのルートテーブルです。パブリックサブネットには関係しません。',
        en: 'That is the route table of the private subnets. It does not concern the public ones.',
      },
    },
    { ja: 'PublicDefaultRoute', en: 'PublicDefaultRoute' },
    {
      ja: 'PublicSubnet1Routes',
      en: 'PublicSubnet1Routes',
      why: {
        ja: '切り離されるのは 1 つめのパブリックサブネットだけです。もう 1 つは PublicSubnet2Routes でつながったままです。',
        en: 'That cuts off only the first public subnet. The second one is still connected by PublicSubnet2Routes.',
      },
    },
  ],
  answer: 2,
  explanation: {
    ja: 'サブネットをパブリックにしているのは、送信先 0.0.0.0/0 をインターネットゲートウェイに向ける経路、PublicDefaultRoute の 1 つだけです。それを使うルートテーブルは、2 つのパブリックサブネットに関連付けられています。サブネット自体に「パブリック」という設定はありません。',
    en: 'What makes a subnet public is one route: PublicDefaultRoute, which sends 0.0.0.0/0 to the internet gateway. The route table with that route is associated with both public subnets. The subnet itself has no setting "public".',
  },
});
