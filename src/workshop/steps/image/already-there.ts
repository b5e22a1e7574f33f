import { questionStep } from '../../question-step.js';

/** Where an image that nobody built here comes from. */
export const alreadyThere = questionStep('image.already-there', {
  prompt: {
    ja: 'まだ何もビルドしていないのに、docker image ls に node:24-alpine があります。なぜでしょうか。',
    en: 'You have built nothing yet, and docker image ls shows node:24-alpine. Why?',
  },
  choices: [
    { ja: 'Docker に、よく使われるイメージが付いてくるから', en: 'Docker brings the most used images along' },
    { ja: '以前、このマシンの誰かか何かが取ってきたから', en: 'Somebody, or some program, has fetched it to this machine before' },
    { ja: 'Docker Hub が、人気のイメージを配って回るから', en: 'Docker Hub sends popular images round' },
    { ja: 'それは動いているコンテナだから', en: 'It is a container that runs' },
  ],
  answer: 1,
  explanation: {
    ja: 'イメージは、取ってくる（pull）、作る（build）、読み込む（load）のどれかでしか増えません。docker container run も、手元になければ黙って pull します。Docker には何も付いてきません。2020 年の Cloud9 に初めからあったのは、AWS が Lambda の開発用に入れておいたものでした。コンテナの一覧は docker container ls です。なお、ビルドの土台は、一覧に出ずキャッシュにだけ入ることもあります。',
    en: 'Images come by pull, by build or by load, and in no other way. docker container run pulls, too, if the image is not here. Docker brings none along; those in the Cloud9 of 2020 had been put there by AWS, for developing with Lambda. Containers are listed by docker container ls. (The base of a build may also be kept in the build’s cache only, and not be listed.)',
  },
});
