import { questionStep } from '../../question-step.js';

/** Which files an image needs. */
export const needless = questionStep('image.needless', {
  prompt: {
    ja: '手元のフォルダーから、イメージに必ず入れなければならないのはどれですか。',
    en: 'Which of these in your folder must go into the image?',
  },
  choices: [
    { ja: 'package-lock.json', en: 'package-lock.json' },
    { ja: 'node_modules', en: 'node_modules' },
    { ja: '.git', en: '.git' },
    { ja: 'Dockerfile', en: 'Dockerfile' },
  ],
  answer: 0,
  explanation: {
    ja: 'RUN npm ci は package-lock.json のとおりに入れるので、これがないとビルドが失敗します。node_modules は、その npm ci がイメージの中で、イメージの Linux 向けに作ります。手元のものを写すと、大きいうえに動かないかもしれません。.git は履歴で、中には消したはずの秘密も残ります。Dockerfile はビルダーが読めば済み、動くときには要りません。',
    en: 'RUN npm ci installs exactly what package-lock.json says, and fails without it. node_modules is made by that npm ci inside the image, for the image’s Linux; yours would be large and might not even run there. .git is the history, with every secret that was ever deleted from the files. The Dockerfile is read by the builder, and not needed by what runs.',
  },
});
