import { questionStep } from '../../question-step.js';

/** What one digest under two tags would mean. */
export const sameDigest = questionStep('rollout.same-digest', {
  prompt: {
    ja: 'もし 1.0 と 1.1 のダイジェストが同じだったら、何がわかりますか。',
    en: 'If 1.0 and 1.1 had the same digest, what would you know?',
  },
  choices: [
    { ja: '1.1 の中身は 1.0 と同じで、修正は入っていない', en: '1.1 has the content of 1.0, without the fix' },
    {
      ja: '1.1 のプッシュが、エラーで終わっていた',
      en: 'The push of 1.1 ended with an error',
      why: {
        ja: 'プッシュに失敗していれば、1.1 というタグがありません。',
        en: 'If the push had failed, there would be no tag 1.1.',
      },
    },
    {
      ja: '修正が数バイトなので、ダイジェストに表れなかった',
      en: 'The fix was only a few bytes, too small for the digest',
      why: {
        ja: '1 バイトでも違えば、ダイジェストは変わります。',
        en: 'One byte is enough to change the digest.',
      },
    },
    {
      ja: 'ECR が、よく似た 2 つのイメージを 1 つにまとめた',
      en: 'ECR has merged two images that are almost the same',
      why: {
        ja: 'ECR が共有するのは、まったく同じレイヤーだけです。中身の違うイメージはまとめません。',
        en: 'ECR shares layers that are exactly the same. It does not merge different images.',
      },
    },
  ],
  answer: 0,
  explanation: {
    ja: 'ダイジェストは中身から計算した値です。1 バイトでも違えば変わり、同じなら中身も同じです。よくあるのは、ファイルを保存し忘れたか、1.0 のイメージに 1.1 のタグを付けたかです。逆は言えません。インデックスにはビルドの記録が含まれるので、ファイルが同じでもダイジェストが違うことがあります。',
    en: 'A digest is computed from the content. One different byte changes it, and if it is the same, the content is the same. Usually a file was not saved, or the image of 1.0 was given the tag 1.1. The opposite does not follow: an index contains a record of the build, so its digest may differ although the files are the same.',
  },
});
