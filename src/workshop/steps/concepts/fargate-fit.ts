import { questionStep } from '../../question-step.js';

/** When Fargate is the wrong answer. */
export const fargateFit = questionStep('concepts.fargate-fit', {
  prompt: {
    ja: '次のうち、Fargate では動かせないものはどれですか。',
    en: 'Which of these cannot be run on Fargate?',
  },
  choices: [
    { ja: 'Windows コンテナの社内向け Web アプリ', en: 'An in-house web app in a Windows container' },
    { ja: 'ARM（Graviton）向けにビルドしたイメージ', en: 'An image that was built for ARM (Graviton)' },
    { ja: '16 vCPU とメモリ 120 GB を使う夜間バッチ', en: 'A nightly batch with 16 vCPUs and 120 GB of memory' },
    { ja: 'GPU を使う画像生成モデルの推論', en: 'Inference of an image model on a GPU' },
  ],
  answer: 3,
  explanation: {
    ja: 'Fargate に GPU はありません。特権コンテナやホストへのログインが要る場合も EC2 の出番です。Windows コンテナは 2021 年から、ARM も今では動きます。大きさは 16 vCPU / 120 GB まで（2026 年半ばからは 32 vCPU も、使えるリージョンで）です。',
    en: 'Fargate has no GPUs. Privileged containers and a login on the host also call for EC2. Windows containers have run since 2021, and ARM runs as well. Sizes go up to 16 vCPUs and 120 GB (since mid-2026 also 32 vCPUs, in regions that have them).',
  },
});
