import { questionStep } from '../../question-step.js';

/** What a cluster for EC2 would have asked for in addition. */
export const launchType = questionStep('cluster.launch-type', {
  prompt: {
    ja: 'EC2 を使うクラスターを作るなら、Fargate のときに加えて何を決めることになりますか。',
    en: 'If the cluster were to use EC2, what else would you have to decide?',
  },
  choices: [
    {
      ja: '動かすイメージとそのタグ、公開するポート',
      en: 'The image to run, its tag, and the port to publish',
      why: {
        ja: 'それはタスク定義（第 7 章）で決めます。どちらの起動タイプでも、クラスターは知りません。',
        en: 'That belongs to the task definition (chapter 7). A cluster does not know it, with either launch type.',
      },
    },
    {
      ja: 'タスクごとの CPU とメモリの大きさ、必要なタスクの数',
      en: 'The CPU and memory of each task, and the number of tasks',
      why: {
        ja: '大きさはタスク定義（第 7 章）、数はサービス（第 8 章）で決めます。',
        en: 'The size belongs to the task definition (chapter 7), the number to the service (chapter 8).',
      },
    },
    {
      ja: 'つなぐロードバランサーと、その証明書',
      en: 'The load balancer to connect, and its certificate',
      why: {
        ja: 'ロードバランサーはサービス（第 8 章）で決めるので、クラスターでは聞かれません。',
        en: 'The load balancer is chosen for the service (chapter 8), so a cluster does not ask for it.',
      },
    },
    { ja: 'インスタンスの種類と台数、置くサブネット', en: 'The type and number of instances, and their subnets' },
  ],
  answer: 3,
  explanation: {
    ja: 'EC2 では、タスクの下にあるホストがあなたのものです。何を何台、どこに置き、どうログインするか（キーペア）、その OS を誰が更新するかまで決めます。ホストのカーネルはタスクどうしで共有されるので、Linux と Windows のタスクは同じホストに載りません。',
    en: 'With EC2 the hosts under the tasks are yours: which, how many, where, how to log in (the key pair), and who updates their operating system. Tasks on one host share its kernel, so Linux and Windows tasks cannot be on the same host.',
  },
});
