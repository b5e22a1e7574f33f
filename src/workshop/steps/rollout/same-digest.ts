import { questionStep } from '../../question-step.js';

/** What one digest under two tags would mean. */
export const sameDigest = questionStep('rollout.same-digest', {
  prompt: {
    ja: 'もし 1.0 と 1.1 のダイジェストが同じだったら、何がわかりますか。',
    en: 'If 1.0 and 1.1 had one and the same digest, what would you know?',
  },
  choices: [
    { ja: '2 つのタグは同じ中身を指していて、1.1 に修正は入っていない', en: 'Both tags name the same content: the fix is not in 1.1' },
    { ja: 'ECR が 2 つをまとめて圧縮した', en: 'ECR has compressed the two into one' },
    { ja: '1.1 の push は断られていた', en: 'The push of 1.1 was refused' },
    { ja: '修正が小さすぎて、ダイジェストが変わらなかった', en: 'The fix was too small to change the digest' },
  ],
  answer: 0,
  explanation: {
    ja: 'ダイジェストは中身から計算した指紋です。1 バイトでも違えば変わり、同じなら中身も同じです。よくあるのは、ファイルを保存し忘れた、1.0 のイメージに 1.1 の札を付けた、のどちらかです。push が断られたなら、1.1 というタグがそもそもありません。',
    en: 'A digest is a fingerprint computed from the content. One byte changes it, and if it is the same, so is the content. Mostly a file was not saved, or the image of 1.0 got the label 1.1. Had the push been refused, there would be no tag 1.1 at all.',
  },
});
