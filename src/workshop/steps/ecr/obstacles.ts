import { names } from '../../names.js';
import type { Obstacle } from '../../obstacle.js';
import type { StepContext } from '../../types.js';
import type { FindObstacles } from '../../with-obstacles.js';
import { digestBefore } from './immutable.js';
import { push } from './push.js';
import { findPushed, firstTag } from './registry-image.js';
import { unknownRepository } from './wrong-repository.js';

const repository = { kind: 'repository', id: names.repository } as const;

/** Settings can be changed at any time, and nothing is lost by it. */
export const findRepositoryObstacles: FindObstacles = async ({ aws }) => {
  const found = await aws.repositories.find(names.repository);
  if (found === undefined || (found.tagMutability === 'IMMUTABLE' && found.scanOnPush)) return [];
  return [
    {
      what: { ja: `リポジトリ ${names.repository} の設定を、タグは IMMUTABLE、プッシュ時にスキャン、に変えます。`, en: `The settings of the repository ${names.repository} are changed to IMMUTABLE tags and scan on push.` },
      of: repository,
      mend: () => aws.repositories.correctSettings(names.repository),
    },
  ];
};

/** 1.0 was written over while that was allowed: it has to be the right image again. */
export const findOverwrittenTag: FindObstacles = async (context) => {
  const before = context.progress.fact(digestBefore);
  const pushed = await findPushed(context, firstTag);
  if (before === undefined || pushed === undefined || before === pushed.digest) return [];
  return [pushAgain(context, firstTag)];
};

/** A repository in which the push would arrive that is to be refused. */
export const findNeedlessRepository: FindObstacles = async ({ aws }) => {
  if ((await aws.repositories.find(unknownRepository)) === undefined) return [];
  return [
    {
      what: { ja: `リポジトリ ${unknownRepository} を、中のイメージとともに消します。ないはずの名前です。`, en: `The repository ${unknownRepository} is deleted with its images: there is to be none of that name.` },
      of: { kind: 'repository', id: unknownRepository },
      mend: () => aws.repositories.delete(unknownRepository, { force: true }),
    },
  ];
};

function pushAgain(context: StepContext, tag: string): Obstacle {
  return {
    what: { ja: `ECR のタグ ${tag} を外し、正しいイメージを送り直します。`, en: `The tag ${tag} in ECR is taken off, and the right image is pushed under it.` },
    of: repository,
    mend: async () => {
      await context.aws.repositories.deleteTag(names.repository, tag);
      context.progress.forget('ecr.immutable');
      await push.solve(context);
    },
  };
}
