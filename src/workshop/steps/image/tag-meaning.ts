import { questionStep } from '../../question-step.js';

/** What a tag says, and what it does not. */
export const tagMeaning = questionStep('image.tag-meaning', {
  prompt: {
    ja: 'リポジトリに latest と 1.1 の 2 つのタグがあります。latest について、確かに言えるのはどれですか。',
    en: 'A repository has the tags latest and 1.1. What can you say about latest for certain?',
  },
  choices: [
    {
      ja: 'いちばん新しくプッシュされたイメージである',
      en: 'It is the image that was pushed last',
      why: {
        ja: '1.1 だけを付けてプッシュしても、latest は動きません。latest のほうが古いこともあります。',
        en: 'A push with the tag 1.1 alone does not move latest. latest may be the older one.',
      },
    },
    {
      ja: 'テスト済みで、本番に出してよいイメージである',
      en: 'It has been tested and may go into production',
      why: {
        ja: 'Docker は何も確かめません。意味を決めるのは、タグを付ける人です。',
        en: 'Docker checks nothing. What a tag means is decided by whoever sets it.',
      },
    },
    { ja: 'タグを書かずにプルすると、取得される', en: 'It is pulled when no tag is given' },
    {
      ja: '1.1 より古く、もう変わらないイメージである',
      en: 'It is older than 1.1 and does not change any more',
      why: {
        ja: '新しいか古いかは、タグからはわかりません。MUTABLE なら付け替えもできます。',
        en: 'The tag does not tell which is older. And where tags are MUTABLE it can be moved.',
      },
    },
  ],
  answer: 2,
  explanation: {
    ja: 'タグは、人がバージョンを区別するために付ける札です。Docker にとって latest は、タグを省いたときの名前というだけです。札は付け替えられ、1 つのイメージに何枚でも付きます。本番では、二度と使わないタグ（1.0、1.1、コミットの ID）を付けます。',
    en: 'A tag is a label by which people tell versions apart. For Docker latest is only the name that is used when you give none. A label can be moved, and one image can have many. In production use tags that are never used twice: 1.0, 1.1, the commit ID.',
  },
});
