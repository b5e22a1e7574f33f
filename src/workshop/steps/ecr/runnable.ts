import type { RunnableImage, TaggedImage } from '../../../aws/repositories.js';
import { names } from '../../names.js';
import type { StepContext, Text, Verdict } from '../../types.js';
import { notYet } from '../../verdict.js';

/** The CPUs that Fargate has. */
const platforms = ['linux/amd64', 'linux/arm64'];

/**
 * What a task would make its containers of: the image under the tag or below the index under it, or the verdict that
 * there is none. A push into a repository with immutable tags that went wrong can leave an attestation under the tag.
 */
export async function requireRunnable({ aws }: Pick<StepContext, 'aws'>, tag: string): Promise<TaggedImage | Verdict> {
  const found = await aws.repositories.tagged(names.repository, tag);
  if (found !== undefined && found.images.some(isForFargate)) return found;
  const remove = deleteTagCommand(tag);
  const [ja, en] = describe(tag, found);
  return notYet({ ja: `タグ ${tag} に、タスクが取得できるイメージがある`, en: `the tag ${tag} is an image that a task can pull` }, { ja, en }, {
    ja: `タグを消します: ${remove} そのあと、もう一度プッシュします。また同じになるときは、docker image build に --provenance=false を付けてビルドし直してからプッシュします。`,
    en: `Delete the tag: ${remove} Then push again. If the same comes of it, build with docker image build --provenance=false before you push.`,
  });
}

export function deleteTagCommand(tag: string): string {
  return `aws ecr batch-delete-image --repository-name ${names.repository} --image-ids imageTag=${tag}`;
}

/** The image itself; of an index, the first that Fargate has a CPU for. */
export function imageFor({ images }: TaggedImage): RunnableImage | undefined {
  return images.find(isForFargate);
}

/** What an index has below it, as evidence; nothing where the tag names the image itself. */
export function tellIndex(found: TaggedImage): readonly Text[] {
  if (!found.isIndex) return [];
  const below = found.images.map(({ digest, platform }) => `${platform ?? ''} ${digest}`).join(', ');
  return [{ ja: `これはインデックスで、下にイメージがあります: ${below}`, en: `this is an index; the image is below it: ${below}` }];
}

/** Whether both have the same files for some platform, whatever stands above them: labels, attestations, an index. */
export function haveSameFiles(one: TaggedImage, other: TaggedImage): boolean {
  return one.images.some(({ layers }) => other.images.some((image) => image.layers.length === layers.length && image.layers.every((layer, index) => layer === layers[index])));
}

function isForFargate({ platform }: { readonly platform?: string }): boolean {
  return platform === undefined || platforms.some((each) => platform.startsWith(each));
}

function describe(tag: string, found: TaggedImage | undefined): readonly [string, string] {
  if (found === undefined) return [`タグ ${tag} はありません`, `there is no tag ${tag}`];
  const has = found.images.map(({ platform }) => platform ?? '?').join(', ');
  if (found.isIndex) return [`${tag} はインデックスですが、中に ${platforms.join(' や ')} のイメージがありません（${has || 'イメージなし'}）`, `${tag} is an index, and lists no image for ${platforms.join(' or ')} (${has || 'no image at all'})`];
  return [`${tag} はイメージではなく、来歴の証明などの付属物です（${found.digest}）`, `${tag} is no image: it is an attestation or another artifact (${found.digest})`];
}
