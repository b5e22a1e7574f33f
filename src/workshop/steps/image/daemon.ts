import { questionStep } from '../../question-step.js';

/** The two halves of Docker, told apart by an error. */
export const daemon = questionStep('image.daemon', {
  prompt: {
    ja: 'docker image ls に「Cannot connect to the Docker daemon」と言われました。足りないのは何ですか。',
    en: 'docker image ls says “Cannot connect to the Docker daemon”. What is missing?',
  },
  choices: [
    { ja: 'docker コマンドが入っていない', en: 'The command docker is not installed' },
    { ja: 'Docker Hub にログインしていない', en: 'You are not logged in to Docker Hub' },
    { ja: 'イメージがまだ 1 つもない', en: 'There is no image yet' },
    { ja: 'デーモンが動いていない', en: 'The daemon does not run' },
  ],
  answer: 3,
  explanation: {
    ja: '返事をしたのは docker コマンドですから、コマンドはあります。頼む相手が /var/run/docker.sock の先にいないのです。Linux なら systemctl status docker か ps -e | grep dockerd で確かめ、Docker Desktop なら開きます。ログインはレジストリの話、イメージがなければ一覧は空になるだけです。「permission denied」なら、デーモンは動いていて、あなたに話す許可がありません。',
    en: 'It is the command that answered, so the command is there. It found nobody behind /var/run/docker.sock. On Linux look with systemctl status docker or ps -e | grep dockerd; with Docker Desktop, open it. A login is a matter of registries, and without images the list is just empty. “permission denied” would be another thing: the daemon runs, and you may not talk to it.',
  },
});
