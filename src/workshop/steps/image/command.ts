import { questionStep } from '../../question-step.js';

/** What CMD is, seen by replacing it. */
export const replaceCommand = questionStep('image.command', {
  prompt: {
    ja: '次のコマンドは何をしますか。\ndocker container run boyacky/web-app node --version',
    en: 'What does this command do?\ndocker container run boyacky/web-app node --version',
  },
  choices: [
    { ja: 'Boyacky が --version というオプション付きで起動する', en: 'It starts Boyacky with the option --version' },
    { ja: 'CMD は決まっているので、断られる', en: 'It is refused, because CMD is fixed' },
    { ja: 'Boyacky を起動し、ついでに版を表示する', en: 'It starts Boyacky and prints the version as well' },
    { ja: 'Node.js の版を表示して終わる。Boyacky は起動しない', en: 'It prints the version of Node.js and ends; Boyacky does not start' },
  ],
  answer: 3,
  explanation: {
    ja: 'イメージの名前のあとに書いたものは、CMD を丸ごと置き換えます。だから node --version だけが動き、プログラムが終わればコンテナも終わります。決まったプログラムを必ず動かしたいときに使うのが ENTRYPOINT です。node のイメージの ENTRYPOINT は、渡されたコマンドをそのまま起動する小さなスクリプトなので、この結果になります。',
    en: 'What is written after the image’s name replaces CMD as a whole. So node --version is all that runs, and when the program ends, so does the container. ENTRYPOINT is for a program that shall always run. That of the image node is a small script which just starts the command it is given, hence this result.',
  },
});
