import { questionStep } from '../../question-step.js';

/** What the login to ECR is worth. */
export const loginPassword = questionStep('ecr.password', {
  prompt: {
    ja: 'aws ecr get-login-password が返すのは何ですか。',
    en: 'What does aws ecr get-login-password give?',
  },
  choices: [
    { ja: 'IAM ユーザーのパスワード', en: 'The password of your IAM user' },
    { ja: 'AWS CLI のアクセスキー', en: 'An access key of the AWS CLI' },
    { ja: '12 時間だけ使える、レジストリ用のパスワード。できることは、求めた人の IAM 権限のとおり', en: 'A password for the registry, valid for 12 hours, that may do what the IAM permissions of the asker allow' },
    { ja: 'このリポジトリだけの、期限のない鍵', en: 'A key to this one repository, for ever' },
  ],
  answer: 2,
  explanation: {
    ja: 'トークンは AWS:<パスワード> を base64 にしたもので、このコマンドはパスワードの部分だけを出します。IAM ユーザーのパスワードやアクセスキーとは別物です。相手はアカウントとリージョンのレジストリ全体で、何ができるかは求めた人の権限で決まります。12 時間たつと、push は「Your authorization token has expired」と断られます。秘密なので、画面に出さず、パイプでそのまま渡します。',
    en: 'The token is AWS:<password> in base64, and the command prints the password part. It is neither the password nor the access key of an IAM user. It is for the registry of this account and region as a whole, and what it may do follows from the permissions of whoever asked. After twelve hours a push is refused: “Your authorization token has expired”. It is a secret: do not print it, hand it on through a pipe.',
  },
});
