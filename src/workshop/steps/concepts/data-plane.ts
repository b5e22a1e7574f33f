import { questionStep } from '../../question-step.js';

/** What containers run on: Fargate or EC2. */
export const dataPlane = questionStep('concepts.data-plane', {
  prompt: {
    ja: 'データプレーンに Fargate を選びました。自分で面倒を見なくてよくなるものはどれですか。',
    en: 'You chose Fargate as the data plane. What do you no longer look after yourself?',
  },
  choices: [
    { ja: 'コンテナイメージの中にあるパッケージの脆弱性', en: 'Vulnerabilities of the packages inside the image' },
    { ja: 'タスクに渡す IAM の権限', en: 'The IAM permissions that the task gets' },
    { ja: 'コンテナが載るホストの用意、OS の更新、台数の増減', en: 'The hosts under the containers: making them, patching their OS, scaling them' },
    { ja: 'タスクの CPU とメモリの大きさ', en: 'The CPU and memory of the task' },
  ],
  answer: 2,
  explanation: {
    ja: 'Fargate ではホストが見えなくなり、その用意も更新も AWS の仕事になります。イメージの中身、権限、タスクの大きさは、どちらを選んでも利用者の責任です。EC2 を選べばホストを自由にできますが、その世話もついてきます。',
    en: 'With Fargate the hosts are out of sight, and AWS makes and patches them. What is in the image, its permissions and the size of the task remain yours either way. With EC2 you may do as you like with the hosts, and look after them too.',
  },
});
