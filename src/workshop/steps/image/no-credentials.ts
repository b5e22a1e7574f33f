import type { Container } from '../../../containers/engine.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { openContainerPage } from './container-page.js';
import { ensureFirstContainer } from './run.js';

const credentials = /^(AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|PROFILE|CONTAINER_CREDENTIALS_\w+|WEB_IDENTITY_TOKEN_FILE))=/;

/** The page opens and its table does not: a container gets none of the learner's credentials. */
export const noCredentials: Step = {
  id: 'image.no-credentials',
  kind: 'moment',
  restsOn: ['image.run'],
  commands: async ({ ports }) => [`curl -s http://localhost:${ports.app}/ | grep -A 3 'class="trouble"'`],
  check: checkTrouble,
  solve: ensureFirstContainer,
};

async function checkTrouble(context: StepContext): Promise<Verdict> {
  const seen = await openContainerPage(context, context.ports.app);
  if ('verdict' in seen) return seen;
  const { container, home } = seen;
  if (home.trouble !== undefined) {
    return done(
      plain(`テーブルに接続できません: ${home.trouble}`),
      {
        ja: 'コンテナには環境変数も ~/.aws も渡していないので、DynamoDB を呼び出すための認証情報がありません。第 7 章のタスクロールがこれを解きます',
        en: 'the container was given no environment variables and no ~/.aws, so it has no credentials for DynamoDB; the task role of chapter 7 will solve that',
      },
    );
  }
  const passed = await findPassedCredentials(context, container);
  if (passed.length > 0) {
    return notYet(
      { ja: '認証情報を渡していないコンテナから、テーブルに届かない', en: 'a container without credentials does not reach the table' },
      { ja: `コンテナに ${passed.join('、')} が渡されています`, en: `the container was given ${passed.join(', ')}` },
      { ja: '止めて、 -e や --env-file を付けずに動かし直します。', en: 'Stop it and run it again without -e and --env-file.' },
    );
  }
  return done({
    ja: 'テーブルに届きました。認証情報は渡していないので、このマシン自身のロール（EC2 など）が使われています',
    en: 'the table was reached: no credentials were passed on, so those of this machine itself (its EC2 role, say) were used',
  });
}

/** Variables with credentials that a container was given; names only, for the values are secrets. */
export async function findPassedCredentials({ engine }: StepContext, { id }: Pick<Container, 'id'>): Promise<readonly string[]> {
  const { stdout } = await engine.exec(id, ['env']);
  return stdout.split('\n').flatMap((line) => credentials.exec(line)?.[1] ?? []);
}
