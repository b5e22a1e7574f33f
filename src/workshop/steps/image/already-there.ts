import { questionStep } from '../../question-step.js';

/** Where an image that nobody built here comes from. */
export const alreadyThere = questionStep('image.already-there', {
  prompt: {
    ja: 'まだ何もビルドしていないのに、docker image ls に node:24-alpine があります。なぜでしょうか。',
    en: 'You have built nothing yet, but docker image ls shows node:24-alpine. Why?',
  },
  choices: [
    {
      ja: 'Docker をインストールすると、公式イメージが付いてくるから',
      en: 'The official images are installed together with Docker',
      why: {
        ja: 'Docker に付いてくるイメージはありません。使うときに取得します。',
        en: 'No images come with Docker. They are pulled when they are used.',
      },
    },
    { ja: '前に、誰かか何かのプログラムがプルしたから', en: 'Somebody, or some program, pulled it before' },
    {
      ja: '一覧には、Docker Hub にあるイメージも出るから',
      en: 'The list also shows images that are on Docker Hub',
      why: {
        ja: '一覧に出るのは、このマシンにあるものだけです。Docker Hub は docker search で探します。',
        en: 'The list shows only what is on this machine. To search Docker Hub there is docker search.',
      },
    },
    {
      ja: 'node:24-alpine を使うコンテナが動いているから',
      en: 'A container that uses node:24-alpine is running',
      why: {
        ja: 'コンテナを動かすにはイメージが要りますが、その逆はありません。コンテナは docker container ls に出ます。',
        en: 'A container needs its image, but an image needs no container. Containers are listed by docker container ls.',
      },
    },
  ],
  answer: 1,
  explanation: {
    ja: 'イメージは、プル（pull）、ビルド（build）、読み込み（load）のどれかでしか増えません。docker container run も、手元になければ自動でプルします。なお、ベースイメージは、一覧に出ずビルドのキャッシュにだけ入ることもあります。',
    en: 'Images come by pull, by build or by load, and in no other way. docker container run pulls by itself if the image is not here. A base image may also be only in the cache of the builder, and not in the list.',
  },
});
