import { questionStep } from '../../question-step.js';

/** What the page sends when a button is pressed. */
export const readPage = questionStep('local.page', {
  prompt: {
    ja: '「浄化」ボタンを押すと、ブラウザーは何を送りますか。src/page.js を見て答えてください。',
    en: 'What does the browser send when 浄化 is pressed? Look at src/page.js.',
  },
  choices: [
    { ja: 'POST /boyaki/<id>/purify', en: 'POST /boyaki/<id>/purify' },
    { ja: 'GET /boyaki/<id>/purify', en: 'GET /boyaki/<id>/purify' },
    { ja: 'DELETE /boyaki/<id>', en: 'DELETE /boyaki/<id>' },
    { ja: '何も送らない。JavaScript が行を隠すだけ', en: 'Nothing: a script only hides the line' },
  ],
  answer: 0,
  explanation: {
    ja: '一覧の 1 行ずつが、それぞれ小さなフォームです。HTML のフォームが送れるのは GET と POST だけなので、DELETE には JavaScript が要ります。GET は「見るだけ」の約束です。先読みするブラウザーや検索ロボットがリンクをたどるたびに浄化されては困るので、何かを変えるものは POST にします。',
    en: 'Each line of the list has a small form of its own. A form of HTML can send GET and POST only, so DELETE would need a script. And GET promises to change nothing: browsers that load ahead and search robots follow links, and would purify everything. What changes something is a POST.',
  },
});
