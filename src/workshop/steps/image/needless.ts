import { questionStep } from '../../question-step.js';

/** Which files an image needs. */
export const needless = questionStep('image.needless', {
  prompt: {
    ja: '手元のフォルダーから、イメージに必ず入れなければならないのはどれですか。',
    en: 'Which of these in your folder must go into the image?',
  },
  choices: [
    { ja: 'package-lock.json', en: 'package-lock.json' },
    {
      ja: 'node_modules',
      en: 'node_modules',
      why: {
        ja: 'イメージの中で npm ci が、イメージの Linux 向けに作ります。手元のものは大きく、動かないこともあります。',
        en: 'npm ci makes it inside the image, for the Linux of the image. Yours is large and might not run there.',
      },
    },
    {
      ja: '.git',
      en: '.git',
      why: {
        ja: '履歴です。実行には要らず、消したはずのパスワードが残っていることもあります。',
        en: 'That is the history. The app does not need it, and it may contain passwords that were deleted later.',
      },
    },
    {
      ja: 'Dockerfile',
      en: 'Dockerfile',
      why: {
        ja: 'ビルダーが読めば済みます。動いているアプリは使いません。',
        en: 'The builder reads it. The running app does not use it.',
      },
    },
  ],
  answer: 0,
  explanation: {
    ja: 'RUN npm ci は package-lock.json のとおりにパッケージを入れるので、これがないとビルドが失敗します。',
    en: 'RUN npm ci installs exactly what package-lock.json says. Without it the build fails.',
  },
});
