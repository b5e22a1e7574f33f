import { UserError } from '../../../shared/user-error.js';
import type { Repository } from '../../../aws/repositories.js';
import type { EngineError } from '../../../containers/engine.js';
import { isNamed } from '../../explain-failure.js';
import { factOf } from '../../fact.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { latestImage } from '../image/local-image.js';
import { findRepository, firstTag, registryOf } from './registry-image.js';
import { pushLoggedIn } from './registry-login.js';
import { tagFirst } from './tag.js';

const words = factOf('ecr.wrong-repository', 'words');
export const unknownRepository = 'boyacky/no-such-repository';

/** Succeeds when it is refused: ECR makes no repository for a push. */
export const wrongRepository: Step = {
  id: 'ecr.wrong-repository',
  kind: 'moment',
  commands: async (context) => {
    const repository = await findRepository(context);
    const reference = 'verdict' in repository ? `<registry>/${unknownRepository}:${firstTag}` : wrongReference(repository);
    return [`docker tag ${latestImage} ${reference}`, `docker push ${reference}`];
  },
  afterwards: async (context) => {
    const repository = await findRepository(context);
    const stray = 'verdict' in repository ? undefined : await findStrayTag(context, repository);
    return stray === undefined ? [] : [`docker image rm ${stray}`];
  },
  check: checkRefused,
  solve: async (context) => {
    const repository = await findRepository(context);
    if ('verdict' in repository || context.progress.fact(words) !== undefined) return;
    await tagFirst(context);
    await pushToNowhere(context, `${repository.uri}:${firstTag}`, wrongReference(repository));
  },
};

async function pushToNowhere(context: StepContext, source: string, reference: string): Promise<void> {
  const { engine, ledger, progress } = context;
  const resource = { kind: 'local-image', id: reference } as const;
  await ledger.record(resource, () => engine.tag(source, reference));
  try {
    await pushLoggedIn(context, reference);
    throw new UserError('push-not-refused', { ja: `${unknownRepository} へのプッシュが拒否されませんでした`, en: `The push to ${unknownRepository} was not refused` }, {
      why: { ja: 'このレジストリは、プッシュされたものに合わせてリポジトリを作ります。', en: 'This registry creates a repository for whatever is pushed.' },
      next: `aws ecr delete-repository --repository-name ${unknownRepository} --force`,
    });
  } catch (error) {
    if (!isNamed<EngineError>(error, 'EngineError') || !['repository-not-found', 'denied'].includes(error.code)) throw error;
    progress.remember(words, error.message);
  } finally {
    await engine.removeImage(reference);
    ledger.deleted(resource);
  }
}

async function checkRefused(context: StepContext): Promise<Verdict> {
  const repository = await findRepository(context);
  if ('verdict' in repository) return repository;
  const said = context.progress.fact(words);
  if (said !== undefined) return done(plain(said), { ja: 'リポジトリは自分で作るまで存在しません', en: 'a repository exists once you have created it, not before' });
  const tried = await findStrayTag(context, repository);
  if (tried !== undefined) {
    return done({
      ja: `手元に ${tried} がありますが、そのリポジトリは ECR にありません。プッシュは届いていません`,
      en: `${tried} is here, and ECR has no such repository: nothing that was pushed there arrived`,
    });
  }
  return notYet(
    { ja: '存在しないリポジトリへのプッシュが拒否される', en: 'a push to a repository that does not exist is refused' },
    { ja: 'まだ試していません', en: 'it was not tried yet' },
    plain(`docker tag ${latestImage} ${wrongReference(repository)} && docker push ${wrongReference(repository)}`),
  );
}

/** What a learner's own attempt leaves behind: a local name with this registry and a repository that is not there. */
async function findStrayTag({ aws, engine, ledger }: StepContext, repository: Repository): Promise<string | undefined> {
  const prefix = `${registryOf(repository)}/`;
  const tags = (await engine.listImages()).flatMap((image) => image.tags).filter((tag) => tag.startsWith(prefix));
  for (const tag of tags) {
    // One that we set ourselves and did not take away: solve was cut short, and has to run again.
    if (ledger.has({ kind: 'local-image', id: tag })) continue;
    const name = tag.slice(prefix.length).replace(/:[^/:]*$/, '');
    if (name !== names.repository && (await aws.repositories.find(name)) === undefined) return tag;
  }
  return undefined;
}

function wrongReference(repository: Repository): string {
  return `${registryOf(repository)}/${unknownRepository}:${firstTag}`;
}
