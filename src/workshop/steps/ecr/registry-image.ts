import type { Repository, RepositoryImage } from '../../../aws/repositories.js';
import { names } from '../../names.js';
import type { StepContext, Verdict } from '../../types.js';
import { notYet } from '../../verdict.js';

export const firstTag = '1.0';

/** The repository, or the verdict for a step that needs it. */
export async function findRepository({ aws, target }: StepContext): Promise<Repository | Verdict> {
  const repository = await aws.repositories.find(names.repository);
  if (repository !== undefined) return repository;
  return notYet(
    { ja: `ECR にリポジトリ ${names.repository} がある`, en: `ECR has the repository ${names.repository}` },
    { ja: `${target.region} にはありません`, en: `there is none in ${target.region}` },
    { ja: '先にリポジトリを作ります。リージョンも確かめてください。', en: 'Create the repository first; and check the region.' },
  );
}

/** What ECR has under a tag of the repository; undefined: nothing, or no repository. */
export async function findPushed({ aws }: StepContext, tag: string): Promise<RepositoryImage | undefined> {
  if ((await aws.repositories.find(names.repository)) === undefined) return undefined;
  return (await aws.repositories.images(names.repository)).find(({ tags }) => tags.includes(tag));
}

/** "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com" of a repository's URI. */
export function registryOf({ uri }: Repository): string {
  return uri.slice(0, uri.length - names.repository.length - 1);
}
