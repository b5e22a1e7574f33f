import { questionStep } from '../../question-step.js';

/** Why the list is asked of an index. */
export const queryOrScan = questionStep('local.query', {
  prompt: {
    ja: 'Boyacky は、なぜテーブルをスキャンせずに、インデックス view_index をクエリするのでしょうか。',
    en: 'Why does Boyacky query the index view_index, and not scan the table?',
  },
  choices: [
    {
      ja: 'アプリからのスキャンは、DynamoDB では許可されていないから',
      en: 'Because DynamoDB does not allow apps to scan a table',
      why: {
        ja: '許可すればできます。Boyacky のタスクロール（第 7 章）では、要らないので許可しません。',
        en: 'It can be allowed. The task role of Boyacky (chapter 7) does not allow it, because it is not needed.',
      },
    },
    {
      ja: 'インデックスには、今日のボヤキだけが入っているから',
      en: 'Because the index contains only the lines of today',
      why: {
        ja: 'インデックスにも、すべての日の分が入っています。クエリが、そこから 1 日分を選びます。',
        en: 'The index contains every day, too. The query picks one day from it.',
      },
    },
    { ja: 'クエリなら、今日の分を読むだけで済むから', en: 'Because the query reads only today’s items' },
    {
      ja: 'スキャンの結果は、時刻の順に並べられないから',
      en: 'Because the result of a scan cannot be sorted by time',
      why: {
        ja: '並べ替えは、読んだあとにアプリでもできます。問題は、その前に全件を読むことです。',
        en: 'The app could sort the items after reading. The problem is that it must read all of them first.',
      },
    },
  ],
  answer: 2,
  explanation: {
    ja: 'スキャンは全部を読んでから絞り込みます。テーブルが育つほど、遅く、高くなります。クエリは、キーの値（date）が同じものだけを、2 つめのキー（time）の順に読みます。テーブル自体のキーは id で、日付では引けません。そのためのインデックスです。',
    en: 'A scan reads everything and filters afterwards: the larger the table, the slower and more expensive. A query reads only the items with one value of the key (date), in the order of the second key (time). The key of the table itself is id, and cannot be asked for a day; that is what the index is for.',
  },
});
