import { questionStep } from '../../question-step.js';

/** Which day "today" is, and who says so. */
export const readLogic = questionStep('local.logic', {
  prompt: {
    ja: 'コンテナの時計は UTC で、1 月 31 日の 16:00 です。いまボヤくと、src/boyaki.js はどの日付で保存しますか。',
    en: 'The clock of a container is set to UTC and says 31 January, 16:00. Under which date does src/boyaki.js store a new boyaki?',
  },
  choices: [
    { ja: '1 月 31 日。コンテナの時計がそうだから', en: '31 January, because the container’s clock says so' },
    { ja: '2 月 1 日。東京ではもう翌日だから', en: '1 February, because it is the next day in Tokyo already' },
    { ja: '環境変数 TZ しだい', en: 'It depends on the environment variable TZ' },
    { ja: '日付は保存しない。一覧を出すときに計算する', en: 'No date is stored; it is worked out when the list is shown' },
  ],
  answer: 1,
  explanation: {
    ja: 'readTokyoClock は UTC に 9 時間を足すので、2 月 1 日の 01:00 です。時計の設定も TZ も見ません。どのコンテナで動いても同じ「今日」になります。一覧もこの「今日」の分だけを尋ねるので、東京で日付が変わると、前の日のボヤキは一覧から消えます（テーブルには残っています）。',
    en: 'readTokyoClock adds nine hours to UTC, which makes 1 February, 01:00. It looks neither at the time zone of the machine nor at TZ, so “today” is the same in every container. The list asks for that same “today” only: after midnight in Tokyo the lines of the day before are no longer listed, though they are still in the table.',
  },
});
