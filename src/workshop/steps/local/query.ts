import { questionStep } from '../../question-step.js';

/** Why the list is asked of an index. */
export const queryOrScan = questionStep('local.query', {
  prompt: {
    ja: 'Boyacky は、なぜテーブルをスキャンせずに、インデックス view_index をクエリするのでしょうか。',
    en: 'Why does Boyacky query the index view_index, and not scan the table?',
  },
  choices: [
    { ja: 'スキャンは、アプリには許されない操作だから', en: 'An app is never allowed to scan' },
    { ja: 'インデックスには今日の分しか入っていないから', en: 'The index holds today’s items only' },
    { ja: 'スキャンはこれまでの全件を読み、その分の時間と料金がかかる。クエリは今日の分だけを読むから', en: 'A scan reads every item ever written, and takes time and money for each; the query reads today’s only' },
    { ja: 'インデックスのないテーブルは読めないから', en: 'A table without an index cannot be read' },
  ],
  answer: 2,
  explanation: {
    ja: 'スキャンは全部を読んでから絞ります。テーブルが育つほど遅く、高くなります。クエリはキーの値（date）が同じものだけを、2 つめのキー（time）の順に読みます。テーブル自体のキーは id で、日付では引けません。そのためのインデックスで、中身はすべての日の分です。第 7 章でタスクロールに許すのも Query だけで、Scan はありません。',
    en: 'A scan reads everything and sorts out afterwards: the larger the table, the slower and more expensive. A query reads the items with one value of the key (date), in the order of the second key (time). The key of the table itself is id, which knows no day; that is what the index is for, and it holds every day. In chapter 7 the task role is allowed Query, and no Scan.',
  },
});
