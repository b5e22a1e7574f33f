import { questionStep } from '../../question-step.js';

/** The two halves of Docker, told apart by an error. */
export const daemon = questionStep('image.daemon', {
  prompt: {
    ja: 'docker image ls が「Cannot connect to the Docker daemon」と答えました。何が起きていますか。',
    en: 'docker image ls answers "Cannot connect to the Docker daemon". What has happened?',
  },
  choices: [
    {
      ja: 'docker コマンドがインストールされていない',
      en: 'The command docker is not installed',
      why: {
        ja: 'この文を出力したのが docker コマンドです。なければ「command not found」になります。',
        en: 'The command docker printed this sentence. Without it you would read "command not found".',
      },
    },
    {
      ja: 'Docker Hub へのログインが必要になっている',
      en: 'A login to Docker Hub is needed first',
      why: {
        ja: '一覧に出るのは手元のイメージなので、レジストリには接続しません。',
        en: 'The list is about images on this machine. No registry is asked.',
      },
    },
    {
      ja: 'イメージが、まだ 1 つもない',
      en: 'There are no images on this machine yet',
      why: {
        ja: 'イメージがなければ、空の一覧が出ます。エラーにはなりません。',
        en: 'Without images you get an empty list, not an error.',
      },
    },
    { ja: 'デーモンが起動していない', en: 'The daemon is not running' },
  ],
  answer: 3,
  explanation: {
    ja: 'docker コマンドは頼むだけで、働くのはデーモンです。/var/run/docker.sock の先にデーモンがいませんでした。Linux なら systemctl status docker で確かめ、Docker Desktop なら開きます。「permission denied」なら話は別で、デーモンは動いていますが、あなたに接続する権限がありません。',
    en: 'The command only asks; the daemon does the work. There was no daemon behind /var/run/docker.sock. On Linux check with systemctl status docker; with Docker Desktop, open it. "permission denied" means something else: the daemon is running, but you are not allowed to connect to it.',
  },
});
