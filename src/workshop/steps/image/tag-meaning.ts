import { questionStep } from '../../question-step.js';

/** What a tag says, and what it does not. */
export const tagMeaning = questionStep('image.tag-meaning', {
  prompt: {
    ja: 'latest というタグは、そのイメージについて何を語っていますか。',
    en: 'What does the tag latest say about an image?',
  },
  choices: [
    { ja: 'リポジトリの中でいちばん新しいこと', en: 'That it is the newest in its repository' },
    { ja: 'テスト済みで、本番に出してよいこと', en: 'That it has been tested and may go into production' },
    { ja: '何も。タグを省いたときに使われる名前というだけ', en: 'Nothing: it is the name that is taken when none is given' },
    { ja: 'もう変更できないこと', en: 'That it cannot be changed any more' },
  ],
  answer: 2,
  explanation: {
    ja: 'タグは、人が版を区別するために付ける札です。Docker は意味を知りません。latest を省略時の名前に決めているだけなので、あとから 1.1 を送っても latest は古いままです。札は付け替えられ、1 つのイメージに何枚でも付きます。本番では、二度と使わない札（1.0、1.1、コミット番号）を付けます。',
    en: 'A tag is a label by which people tell versions apart. Docker does not know what it means; latest is only the name it takes when you give none. Push 1.1 afterwards, and latest is as old as before. A label can be moved, and one image may bear many. For production use labels that are never used twice: 1.0, 1.1, the commit.',
  },
});
