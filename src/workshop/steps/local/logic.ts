import { questionStep } from '../../question-step.js';

/** Which day "today" is, and who says so. */
export const readLogic = questionStep('local.logic', {
  prompt: {
    ja: 'コンテナの時計は UTC で、1 月 31 日の 16:00 です。いまボヤくと、src/boyaki.js はどの日付で保存しますか。',
    en: 'The clock of a container is set to UTC and says 31 January, 16:00. With which date does src/boyaki.js store a new boyaki?',
  },
  choices: [
    {
      ja: '1 月 31 日。コンテナの時計の日付だから',
      en: '31 January, the date of the container’s clock',
      why: {
        ja: 'readTokyoClock が、時計の時刻に 9 時間を足しています。',
        en: 'readTokyoClock adds nine hours to the time of the clock.',
      },
    },
    { ja: '2 月 1 日。東京では翌日だから', en: '1 February, the date in Tokyo' },
    {
      ja: '環境変数 TZ に設定したタイムゾーンの日付',
      en: 'The date in the time zone that the variable TZ names',
      why: {
        ja: 'TZ は使っていません。環境変数に頼ると、設定を忘れたコンテナだけ違う日付になります。',
        en: 'TZ is not used. If it were, one container without the setting would have another date.',
      },
    },
    {
      ja: '日付は保存せず、一覧を出すときに計算する',
      en: 'No date: it is worked out when the list is shown',
      why: {
        ja: 'date という属性に保存しています。インデックスのキーなので、ないと一覧が作れません。',
        en: 'It is stored in the attribute date. That is the key of the index, and without it there is no list.',
      },
    },
  ],
  answer: 1,
  explanation: {
    ja: 'readTokyoClock は UTC に 9 時間を足すので、2 月 1 日の 01:00 です。どのコンテナで動いても同じ「今日」になります。一覧もこの「今日」の分だけを読むので、東京で日付が変わると、前の日のボヤキは一覧から消えます（テーブルには残っています）。',
    en: 'readTokyoClock adds nine hours to UTC, which makes 1 February, 01:00. So "today" is the same in every container. The list reads only that same "today": after midnight in Tokyo the lines of the day before are not listed any more, but they are still in the table.',
  },
});
