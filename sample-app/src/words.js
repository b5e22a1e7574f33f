/**
 * What the page says, in the languages that it speaks.
 */
const words = {
  ja: {
    language: 'ja',
    motto: '疲れたら、ボヤこう。',
    placeholder: '今日のボヤキをどうぞ',
    label: 'ボヤキ',
    grumble: 'ボヤく',
    purify: '浄化',
    empty: '本日のボヤキはまだありません。',
    back: 'もどる',
    noTable: 'テーブルに接続できません',
    noTableWhy: 'ボヤキを置いてある DynamoDB のテーブルに接続できません。理由は次のとおりです。',
    notStored: '登録できませんでした',
    tooLarge: '2 MB を超える送信は受け取れません',
    notPurified: '浄化できませんでした',
    noPage: 'ページがありません',
    failed: 'うまくいきませんでした',
  },
  en: {
    language: 'en',
    motto: 'Tired? Grumble here.',
    placeholder: 'What annoys you today?',
    label: 'Your grumble',
    grumble: 'Grumble',
    purify: 'Purify',
    empty: 'No grumbles today.',
    back: 'Back',
    noTable: 'The table cannot be reached',
    noTableWhy: 'Boyacky cannot reach the DynamoDB table with the grumbles. This is the reason:',
    notStored: 'Your grumble was not stored',
    tooLarge: 'more than 2 MB cannot be sent',
    notPurified: 'It was not purified',
    noPage: 'There is no such page',
    failed: 'Something went wrong',
  },
};

/** @typedef {typeof words.en} Words */

/**
 * The words for a browser: its header accept-language names languages, the preferred one first.
 * Without Japanese or English among them, English.
 * @param {string} [acceptLanguage] e.g. "ja,en-US;q=0.7"
 * @returns {Words}
 */
export function wordsFor(acceptLanguage = '') {
  const wanted = acceptLanguage.split(',').map((language) => language.trim().slice(0, 2).toLowerCase());
  return wanted.find((language) => language === 'ja' || language === 'en') === 'ja' ? words.ja : words.en;
}
