import { questionStep } from '../../question-step.js';

/** When Fargate is the wrong answer. */
export const fargateFit = questionStep('concepts.fargate-fit', {
  prompt: {
    ja: '次のうち、Fargate では動かせないものはどれですか。',
    en: 'Which of these cannot be run on Fargate?',
  },
  choices: [
    {
      ja: 'Windows コンテナの社内向け Web アプリ',
      en: 'An in-house web app in a Windows container',
      why: {
        ja: '2021 年から動きます。古い記事には「動かない」と書かれていることがあります。',
        en: 'It has been possible since 2021. Older articles say that it is not.',
      },
    },
    {
      ja: 'ARM（Graviton）向けにビルドしたイメージ',
      en: 'An image that was built for ARM (Graviton)',
      why: {
        ja: '2021 年から動きます。タスク定義の cpuArchitecture を ARM64 にします。',
        en: 'ARM has been supported since 2021. Set cpuArchitecture to ARM64 in the task definition.',
      },
    },
    {
      ja: '16 vCPU とメモリ 120 GB を使う夜間バッチ',
      en: 'A nightly batch with 16 vCPUs and 120 GB of memory',
      why: {
        ja: 'ちょうど選べる組み合わせです。使えるリージョンでは 32 vCPU もあります。',
        en: 'That is one of the sizes. In some regions there are 32 vCPUs, too.',
      },
    },
    { ja: 'GPU を使う画像生成モデルの推論', en: 'Inference of an image model on a GPU' },
  ],
  answer: 3,
  explanation: {
    ja: 'Fargate に GPU はありません。特権コンテナやホストへのログインが要る場合も EC2 の出番です。',
    en: 'Fargate has no GPUs. Privileged containers, or a login on the host, also need EC2.',
  },
});
