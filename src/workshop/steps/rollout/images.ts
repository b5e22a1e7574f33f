import type { RepositoryImage } from '../../../aws/repositories.js';
import type { Aws } from '../../../aws/aws.js';
import { names } from '../../names.js';

export const oldTag = '1.0';
export const newTag = '1.1';
export const newLocalImage = `${names.localImage}:${newTag}`;

/** The images in ECR by tag; both undefined when there is no repository. */
export async function findPushed({ repositories }: Pick<Aws, 'repositories'>): Promise<{ readonly uri?: string; readonly old?: RepositoryImage; readonly new?: RepositoryImage }> {
  const repository = await repositories.find(names.repository);
  if (repository === undefined) return {};
  const images = await repositories.images(names.repository);
  const tagged = (tag: string) => images.find(({ tags }) => tags.includes(tag));
  return { uri: repository.uri, old: tagged(oldTag), new: tagged(newTag) };
}
