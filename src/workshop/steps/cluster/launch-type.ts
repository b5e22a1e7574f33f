import { questionStep } from '../../question-step.js';

/** What a cluster for EC2 would have asked for in addition. */
export const launchType = questionStep('cluster.launch-type', {
  prompt: {
    ja: 'EC2 を使うクラスターを作るなら、Fargate のときに加えて何を決めることになりますか。',
    en: 'If the cluster were to use EC2, what else would you have to decide?',
  },
  choices: [
    { ja: '動かすイメージとタグ', en: 'The image to run, and its tag' },
    { ja: 'タスクごとの CPU とメモリ', en: 'CPU and memory of each task' },
    { ja: 'つなぐロードバランサー', en: 'The load balancer to connect' },
    { ja: 'インスタンスの種類と台数、キーペア、置く VPC とサブネット', en: 'The type and number of instances, a key pair, and their VPC and subnets' },
  ],
  answer: 3,
  explanation: {
    ja: 'EC2 では、タスクの下にあるホストがあなたのものです。何を何台、どこに置き、どうログインするか（キーペア）、その OS を誰が更新するかまで決めます。イメージとタスクの大きさはタスク定義（第 7 章）、ロードバランサーはサービス（第 8 章）で決めるので、どちらの起動タイプでもクラスターでは聞かれません。ホストのカーネルはタスクどうしで共有されるので、Linux と Windows のタスクは同じホストに載りません。',
    en: 'With EC2 the hosts under the tasks are yours: which, how many, where, how to log in (the key pair), and who updates their operating system. Image and size belong to the task definition (chapter 7) and the load balancer to the service (chapter 8), so with neither launch type does a cluster ask for them. Tasks on one host share its kernel, so Linux and Windows tasks cannot be on the same host.',
  },
});
