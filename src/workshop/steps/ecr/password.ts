import { questionStep } from '../../question-step.js';

/** What the login to ECR is worth. */
export const loginPassword = questionStep('ecr.password', {
  prompt: {
    ja: 'aws ecr get-login-password の出力を、うっかりチャットに貼ってしまいました。受け取った人に何ができますか。',
    en: 'By mistake you pasted the output of aws ecr get-login-password into a chat. What can others do with it?',
  },
  choices: [
    {
      ja: 'あなたとして、AWS のコンソールにログインできる',
      en: 'Log in to the AWS console as you',
      why: {
        ja: 'コンソールのパスワードとは別のものです。レジストリでしか使えません。',
        en: 'It is not your password for the console. It works at the registry only.',
      },
    },
    {
      ja: 'あなたのアクセスキーとして、どの AWS API も呼べる',
      en: 'Call every AWS API, as if with your access key',
      why: {
        ja: 'アクセスキーは含まれていません。ECR のレジストリでしか使えません。',
        en: 'It does not contain your access key. It works at the ECR registry only.',
      },
    },
    { ja: '12 時間以内なら、あなたの権限でレジストリを使える', en: 'Use the registry with your permissions for 12 hours' },
    {
      ja: 'boyacky/web-app からプルできる。プッシュはできない',
      en: 'Pull from boyacky/web-app, but not push to it',
      why: {
        ja: '1 つのリポジトリだけのものではありません。あなたにプッシュの権限があれば、プッシュもできます。',
        en: 'It is not for one repository. If you are allowed to push, they can push as well.',
      },
    },
  ],
  answer: 2,
  explanation: {
    ja: 'トークンは AWS:<パスワード> を base64 にしたもので、このコマンドはパスワードの部分だけを出力します。アカウントとリージョンのレジストリ全体に使え、何ができるかは求めた人の IAM 権限で決まります。12 時間たつと「Your authorization token has expired」で拒否されます。だから画面に出さず、パイプでそのまま渡します。',
    en: 'The token is AWS:<password> in base64, and the command prints the password part. It is for the whole registry of this account and region, with the IAM permissions of whoever asked for it. After 12 hours a push is refused: "Your authorization token has expired". That is why you do not print it but hand it on through a pipe.',
  },
});
