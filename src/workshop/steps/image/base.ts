import { questionStep } from '../../question-step.js';

/** What the tag of the base promises. */
export const baseTag = questionStep('image.base', {
  prompt: {
    ja: '今日 node:24-alpine をベースにビルドしました。1 年後に同じ Dockerfile をビルドし直すと、ベースイメージはどうなりますか。',
    en: 'Today you built an image FROM node:24-alpine. A year later you build the same Dockerfile again. What is the base then?',
  },
  choices: [
    { ja: 'Node.js 24 のまま。修正が入り、中身は変わっている', en: 'Still Node.js 24, but with fixes: its content has changed' },
    {
      ja: '今日とまったく同じ。1 度公開されたタグは変わらないから',
      en: 'Exactly the same: a tag does not change once it is published',
      why: {
        ja: 'タグは付け替えられます。24 系に修正が出るたび、新しいイメージを指します。',
        en: 'Tags can be moved. With each fix of the 24 line this tag points to a new image.',
      },
    },
    {
      ja: 'そのときの最新の Node.js。alpine が最新を意味するから',
      en: 'The newest Node.js of that day: alpine means the newest',
      why: {
        ja: 'alpine は Linux の種類です。バージョンは 24 と書いたので、24 系のままです。',
        en: 'alpine is the kind of Linux. The tag says 24, so it stays in the 24 line.',
      },
    },
    {
      ja: 'Alpine Linux 24 で、Node.js のバージョンは決まらない',
      en: 'Alpine Linux 24, with any version of Node.js',
      why: {
        ja: '24 は Node.js のメジャーバージョンです。Alpine のバージョンは書かれていません。',
        en: '24 is the major version of Node.js. The version of Alpine is not named.',
      },
    },
  ],
  answer: 0,
  explanation: {
    ja: '24 は Node.js のメジャーバージョン、alpine はその下の Linux です。24 系に修正が出るたび、タグは新しいほうへ移ります。安全のためには望ましく、互換性も保たれます。まったく同じものが要るなら、ダイジェスト（node@sha256:…）で指定します。',
    en: '24 is the major version of Node.js, alpine the Linux below it. With each fix in the 24 line the tag moves, which is good for security and stays compatible. If you need exactly the same content, name the digest (node@sha256:…).',
  },
});
