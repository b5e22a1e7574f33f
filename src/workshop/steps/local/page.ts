import { questionStep } from '../../question-step.js';

/** What the page sends when a button is pressed. */
export const readPage = questionStep('local.page', {
  prompt: {
    ja: '「浄化」ボタンを押すと、ブラウザーは何を送りますか。src/page.js を見て答えてください。',
    en: 'What does the browser send when you press the button Purify? Look at src/page.js.',
  },
  choices: [
    { ja: 'POST /boyaki/<id>/purify', en: 'POST /boyaki/<id>/purify' },
    {
      ja: 'GET /boyaki/<id>/purify',
      en: 'GET /boyaki/<id>/purify',
      why: {
        ja: 'GET は「見るだけ」の約束です。リンクを先読みするブラウザーや検索ロボットに、浄化されてしまいます。',
        en: 'GET promises to change nothing. Browsers that load links in advance, and search robots, would purify everything.',
      },
    },
    {
      ja: 'DELETE /boyaki/<id>',
      en: 'DELETE /boyaki/<id>',
      why: {
        ja: 'HTML のフォームが送れるのは GET と POST だけです。DELETE には JavaScript が要ります。',
        en: 'A form of HTML can send GET and POST only. DELETE would need a script.',
      },
    },
    {
      ja: '何も送らず、JavaScript が行を隠す',
      en: 'Nothing: a script hides the line',
      why: {
        ja: 'このページに JavaScript はありません。隠すだけでは、テーブルに残ります。',
        en: 'The page has no script. And a line that is only hidden would still be in the table.',
      },
    },
  ],
  answer: 0,
  explanation: {
    ja: '一覧の 1 行ずつが、それぞれ小さなフォームです。何かを変えるリクエストは POST にします。',
    en: 'Each line of the list has a small form of its own. A request that changes something is a POST.',
  },
});
