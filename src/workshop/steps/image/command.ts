import { questionStep } from '../../question-step.js';

/** What stands after the name of an image. */
export const replaceCommand = questionStep('image.command', {
  prompt: {
    ja: '次のコマンドは何をしますか。\ndocker container run boyacky/web-app node --version',
    en: 'What does this command do?\ndocker container run boyacky/web-app node --version',
  },
  choices: [
    {
      ja: 'Boyacky が、--version というオプション付きで起動する',
      en: 'It starts Boyacky with the option --version',
      why: {
        ja: 'CMD のあとに付け足すのではなく、CMD 全体を置き換えます。',
        en: 'The words are not added to CMD. They replace CMD as a whole.',
      },
    },
    {
      ja: 'エラーになる。CMD は Dockerfile で決まっているから',
      en: 'It is refused, because the Dockerfile has fixed CMD',
      why: {
        ja: 'CMD は既定の値なので、コマンドラインで置き換えられます。',
        en: 'CMD is a default. You can replace it on the command line.',
      },
    },
    {
      ja: 'Boyacky を起動し、その中で Node.js のバージョンを表示する',
      en: 'It starts Boyacky and shows the Node.js version inside it',
      why: {
        ja: 'それは、動いているコンテナに対する docker container exec です。',
        en: 'That would be docker container exec, in a container that is running.',
      },
    },
    { ja: 'Node.js のバージョンを表示して終わる', en: 'It shows the version of Node.js and ends' },
  ],
  answer: 3,
  explanation: {
    ja: 'イメージの名前のあとに書いたものは、CMD を丸ごと置き換えます。だから node --version だけが動き、プログラムが終わればコンテナも終わります。必ず動かしたいプログラムがあるときに使うのが ENTRYPOINT です。node のイメージの ENTRYPOINT は、渡されたコマンドをそのまま起動する小さなスクリプトなので、この結果になります。',
    en: 'What you write after the name of the image replaces CMD as a whole. So only node --version runs, and when the program ends, the container ends. ENTRYPOINT is for a program that must always run. The ENTRYPOINT of the image node is a small script that starts the command it is given, so the result is this one.',
  },
});
