import { questionStep } from '../../question-step.js';

/** What the word CACHED in a build tells. */
export const buildLog = questionStep('image.build-log', {
  prompt: {
    ja: 'src/page.js だけを変えて、もう一度ビルドします。CACHED と出るのはどこですか。',
    en: 'You change only src/page.js and build again. Which steps say CACHED?',
  },
  choices: [
    {
      ja: '全部。イメージの名前が前と同じだから',
      en: 'All of them, because the image has the same name',
      why: {
        ja: 'キャッシュは名前ではなく、命令と材料で決まります。',
        en: 'The cache goes by the instruction and its files, not by the name of the image.',
      },
    },
    { ja: 'RUN npm ci まで。COPY . . からはやり直し', en: 'Those up to RUN npm ci; not COPY . .' },
    {
      ja: 'COPY package*.json だけ。RUN は毎回実行されるから',
      en: 'Only COPY package*.json, because a RUN is always executed',
      why: {
        ja: 'RUN の結果もキャッシュされます。前の命令までが変わらなければ、実行されません。',
        en: 'The result of a RUN is cached as well. It is not executed if nothing before it has changed.',
      },
    },
    {
      ja: 'どこにも出ない。ファイルが 1 つでも変わったから',
      en: 'None of them, because one file has changed',
      why: {
        ja: '変わったファイルを使う命令より上は、前の結果をそのまま使えます。',
        en: 'The steps above the one that uses the changed file can use their old results.',
      },
    },
  ],
  answer: 1,
  explanation: {
    ja: 'キャッシュが使えるのは、上から順に、材料の変わらないところまでです。COPY . . の材料（src/page.js）は変わったので、そこから下はやり直しです。COPY . . を npm ci より先に書くと、1 文字直すたびに全部を入れ直すことになります。',
    en: 'The cache holds from the top down to the first step whose files changed. For COPY . . a file did change (src/page.js), so it is done again from there. With COPY . . before npm ci, each small change would install everything again.',
  },
});
