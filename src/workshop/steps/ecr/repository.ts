import { UserError } from '../../../shared/user-error.js';
import type { Repository } from '../../../aws/repositories.js';
import { names, tagsFor } from '../../names.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';

/** Where images are kept: a tag, once pushed, stays what it is, and each push is scanned. */
export const repository: Step = {
  id: 'ecr.repository',
  kind: 'state',
  makes: [{ kind: 'repository', id: names.repository }],
  commands: async () => [
    `aws ecr create-repository --repository-name ${names.repository} --image-tag-mutability IMMUTABLE --image-scanning-configuration scanOnPush=true`,
  ],
  check: checkRepository,
  solve: createRepository,
};

/** Throws `UserError` for a repository with other settings: it may be somebody's, so it is not changed behind their back. */
export async function createRepository({ aws, ledger, owner, say }: StepContext): Promise<void> {
  const found = await aws.repositories.find(names.repository);
  if (found === undefined) {
    const made = await ledger.record({ kind: 'repository', id: names.repository }, () =>
      aws.repositories.create({ name: names.repository, tags: tagsFor(owner) }),
    );
    return say(plain(made.uri));
  }
  const fault = findFault(found);
  if (fault === undefined) return;
  throw new UserError('repository-settings', { ja: `リポジトリ ${names.repository} は、違う設定でもうあります: ${fault.observed}`, en: `The repository ${names.repository} exists with other settings: ${fault.observed}` }, {
    why: { ja: 'このステップが作ったものではないので、変更しません。', en: 'It was not made by this step, so this step does not change it.' },
    next: fault.command,
  });
}

async function checkRepository({ aws, target }: StepContext): Promise<Verdict> {
  const expected: Text = {
    ja: `リポジトリ ${names.repository} がある（タグは IMMUTABLE、プッシュ時にスキャン）`,
    en: `the repository ${names.repository} exists, with IMMUTABLE tags and scan on push`,
  };
  const found = await aws.repositories.find(names.repository);
  if (found === undefined) {
    return notYet(
      expected,
      { ja: `${target.region} にはまだありません`, en: `there is none in ${target.region} yet` },
      { ja: '名前空間まで含めて boyacky/web-app という名前で作ります。', en: 'Create it under its whole name, boyacky/web-app.' },
    );
  }
  const fault = findFault(found);
  if (fault !== undefined) return notYet(expected, plain(fault.observed), plain(fault.command));
  return done(plain(`URI: ${found.uri}`), plain(`imageTagMutability: ${found.tagMutability}, scanOnPush: true`));
}

function findFault({ tagMutability, scanOnPush }: Repository): { observed: string; command: string } | undefined {
  if (tagMutability !== 'IMMUTABLE') {
    return {
      observed: `imageTagMutability: ${tagMutability}`,
      command: `aws ecr put-image-tag-mutability --repository-name ${names.repository} --image-tag-mutability IMMUTABLE`,
    };
  }
  if (!scanOnPush) {
    return {
      observed: 'scanOnPush: false',
      command: `aws ecr put-image-scanning-configuration --repository-name ${names.repository} --image-scanning-configuration scanOnPush=true`,
    };
  }
  return undefined;
}
