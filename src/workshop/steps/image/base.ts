import { questionStep } from '../../question-step.js';

/** What the tag of the base promises. */
export const baseTag = questionStep('image.base', {
  prompt: {
    ja: 'node:24-alpine というタグは、何を約束していますか。',
    en: 'What does the tag of node:24-alpine promise?',
  },
  choices: [
    { ja: 'Node.js の 24 系が Alpine Linux に載っていること。中身は、取った日の最新', en: 'Node.js of the 24 line on Alpine Linux, as it is on the day of the pull' },
    { ja: '1 年後に取っても、1 バイトも違わないこと', en: 'Not one byte of difference, even in a year' },
    { ja: '大きさが 24 MB であること', en: 'A size of 24 MB' },
    { ja: 'Alpine Linux の 24 版であること', en: 'Version 24 of Alpine Linux' },
  ],
  answer: 0,
  explanation: {
    ja: '24 は Node.js の版、alpine は土台の Linux です。24 系に修正が出るたび、タグは新しいほうへ動きます。安全のためにはありがたいことで、互換性は保たれます。1 バイトも変えたくないなら、ダイジェスト（node@sha256:…）で指します。どんなタグがあるかは https://hub.docker.com/_/node の Tags で探せます。2020 年の python:alpine は、大きな版すら約束していませんでした。',
    en: '24 is the version of Node.js, alpine the Linux below it. With each fix in the 24 line the tag moves on, which is good for security and stays compatible. If not one byte may change, name the digest (node@sha256:…). Which tags there are is shown at https://hub.docker.com/_/node under Tags. The python:alpine of 2020 did not even promise the major version.',
  },
});
