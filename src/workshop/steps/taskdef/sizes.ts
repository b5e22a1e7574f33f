import { questionStep } from '../../question-step.js';

/** Which pairs of CPU and memory Fargate takes. */
export const sizes = questionStep('taskdef.sizes', {
  prompt: {
    ja: 'Fargate が受け付ける CPU とメモリ（MiB）の組はどれですか。',
    en: 'Which pair of CPU and memory (MiB) does Fargate accept?',
  },
  choices: [
    { ja: '256 と 4096', en: '256 and 4096' },
    { ja: '1024 と 2048', en: '1024 and 2048' },
    { ja: '512 と 512', en: '512 and 512' },
    { ja: '300 と 1000', en: '300 and 1000' },
  ],
  answer: 1,
  explanation: {
    ja: '1024（1 vCPU）なら、メモリは 2048 から 8192 まで 1024 刻みです。256 に選べるのは 2048 まで、512 なら 1024 からです。300 という CPU はありません。合わない組を登録しようとすると「No Fargate configuration exists for given values.」と断られます。Boyacky は最小の 256 と 512 で足ります。',
    en: 'With 1024 (1 vCPU), memory goes from 2048 to 8192 in steps of 1024. With 256 it ends at 2048, with 512 it begins at 1024, and there is no CPU of 300. A pair that does not fit is refused when it is registered: “No Fargate configuration exists for given values.” For Boyacky the smallest, 256 and 512, is enough.',
  },
});
