import { questionStep } from '../../question-step.js';

/** What the word CACHED in a build tells. */
export const buildLog = questionStep('image.build-log', {
  prompt: {
    ja: 'src/page.js だけを変えて、もう一度ビルドします。CACHED と出るのはどこですか。',
    en: 'You change src/page.js only, and build again. What says CACHED?',
  },
  choices: [
    { ja: '全部。イメージの名前が同じだから', en: 'Everything, because the image has the same name' },
    { ja: 'RUN npm ci まで。COPY . . からあとはやり直し', en: 'Everything up to RUN npm ci; from COPY . . on it is done anew' },
    { ja: 'COPY . . だけ', en: 'COPY . . alone' },
    { ja: 'どこにも出ない。ビルドは毎回最初から', en: 'Nothing: each build begins anew' },
  ],
  answer: 1,
  explanation: {
    ja: 'キャッシュが効くのは、上から順に、材料の変わらないところまでです。FROM、WORKDIR、COPY package*.json、RUN npm ci の材料は変わっていません。COPY . . の材料（src/page.js）は変わったので、そこから下はやり直しです。名前は関係ありません。COPY . . を npm ci より先に書くと、1 文字直すたびに全部を入れ直すことになります。',
    en: 'The cache holds from the top down to the first line whose material changed. For FROM, WORKDIR, COPY package*.json and RUN npm ci nothing changed. For COPY . . something did (src/page.js), so all is done anew from there. The name does not matter. With COPY . . before npm ci, each changed letter would install everything again.',
  },
});
