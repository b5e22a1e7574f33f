import { questionStep } from '../../question-step.js';

/** What containers run on: Fargate or EC2. */
export const dataPlane = questionStep('concepts.data-plane', {
  prompt: {
    ja: 'データプレーンに Fargate を選びました。自分でしなくてよくなるのはどれですか。',
    en: 'You chose Fargate as the data plane. What do you no longer have to do yourself?',
  },
  choices: [
    {
      ja: 'イメージの中のパッケージを更新し、脆弱性をなくすこと',
      en: 'Update the packages in the image to fix vulnerabilities',
      why: {
        ja: 'イメージの中身は、どちらを選んでも作った人の責任です。作り直してプッシュします。',
        en: 'What is in the image stays the work of whoever builds it. Build it again and push it.',
      },
    },
    {
      ja: 'タスクに渡す IAM の権限を、必要なものだけに絞ること',
      en: 'Limit the IAM permissions of the task to what it needs',
      why: {
        ja: '権限は、どちらを選んでもあなたが決めます。',
        en: 'Permissions are yours to decide with both.',
      },
    },
    { ja: 'コンテナが載るホストの OS を更新すること', en: 'Update the operating system of the hosts' },
    {
      ja: 'アプリに合わせて、タスクの CPU とメモリを選ぶこと',
      en: 'Choose the CPU and memory of the task for the app',
      why: {
        ja: '大きさはあなたが選びます。Fargate は、その分だけの料金になります。',
        en: 'The size is yours to choose. With Fargate you pay for exactly that size.',
      },
    },
  ],
  answer: 2,
  explanation: {
    ja: 'Fargate ではホストが見えなくなり、その用意も更新も AWS の仕事になります。EC2 を選べばホストを自由にできますが、その管理も自分の仕事です。',
    en: 'With Fargate you do not see the hosts; AWS provides and updates them. With EC2 you can do what you like with the hosts, but you also have to look after them.',
  },
});
