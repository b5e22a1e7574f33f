import type { Image } from '../../containers/engine.js';
import { isNear } from '../near-names.js';
import { names, workshopId } from '../names.js';
import type { StepContext } from '../types.js';

/** That the lessons have a learner push to. The second is not there: the push is refused, and the name stays here. */
const repositories = [names.repository, 'boyacky/no-such-repository'];

export interface OwnImages {
  /** They bear our labels, or all their names are ours. */
  readonly ours: readonly Image[];
  /** Without label and name, and with layers that only ours have: what a build by hand leaves when its name moves on. */
  readonly nameless: readonly Image[];
}

/**
 * Images in the engine that are ours. One that was built by hand bears no labels: there its names tell, all of them.
 * In docker's containerd store a name by digest, as a task pulls it, stays when the tags go.
 */
export async function findOwnImages(context: StepContext, isOurRepository: boolean): Promise<OwnImages> {
  const images = await context.engine.listImages();
  const named = images.filter((image) => !isLabelled(image) && namesOf(image).some((name) => repositories.some((each) => name.includes(`/${each}`))));
  const prefixes = named.length > 0 && isOurRepository ? await ownPrefixes(context) : [];
  // A ledger may come from somebody else: it says that an image of the workshop's name is ours, and of no other.
  const isOwnName = (name: string) => prefixes.some((prefix) => name.startsWith(prefix)) || (isLocalName(name) && context.ledger.has({ kind: 'local-image', id: bare(name) }));
  const ours = images.filter((image) => {
    if (isLabelled(image)) return isLabelledFor(image, context.owner);
    const all = namesOf(image);
    return all.some(isOwnName) && all.every((name) => isOwnName(name) || isLocalName(name));
  });
  return { ours, nameless: findNameless(images, ours) };
}

/** Its tags that are nearly ours where no label says whose it is; with `exactToo` also those that are just so. */
export function tagsLikeOurs(image: Image, { exactToo }: { exactToo: boolean }): readonly string[] {
  if (isLabelled(image)) return [];
  return image.tags.filter((tag) => (exactToo && isLocalName(tag)) || isNear(bare(tag).replace(/:[^/:]*$/, ''), names.localImage));
}

/** Every name that a thing of ours has to lose before it is gone: where there are none, its id. */
export function namesToRemove(image: Image): readonly string[] {
  const all = namesOf(image);
  return all.length === 0 ? [image.id] : all;
}

/** Its tags, and its digests in repositories where no tag of it stands for them. */
function namesOf({ tags, digests }: Image): readonly string[] {
  return [...tags, ...digests.filter((digest) => !tags.some((tag) => tag.startsWith(`${digest.slice(0, digest.indexOf('@'))}:`)))];
}

/** By whichever lab: what another one built is not ours, whatever its name. */
function isLabelled({ config }: Image): boolean {
  return 'boyacky-lab.owner' in config.labels || 'boyacky-lab.workshop' in config.labels;
}

function isLabelledFor({ config }: Image, owner: string): boolean {
  return config.labels['boyacky-lab.workshop'] === workshopId && config.labels['boyacky-lab.owner'] === owner;
}

/** Podman writes "localhost/" in front of a name without a registry. */
function bare(name: string): string {
  return name.replace(/^localhost\//, '');
}

function isLocalName(name: string): boolean {
  return [':', '@'].some((sign) => bare(name).startsWith(`${names.localImage}${sign}`));
}

async function ownPrefixes({ aws }: StepContext): Promise<readonly string[]> {
  const { registry } = await aws.repositories.login();
  return repositories.flatMap((name) => [`${registry}/${name}:`, `${registry}/${name}@`]);
}

function findNameless(images: readonly Image[], ours: readonly Image[]): readonly Image[] {
  const isNameless = (image: Image) => namesOf(image).length === 0 && !isLabelled(image);
  const elsewhere = new Set(images.filter((image) => !ours.includes(image) && !isNameless(image)).flatMap(({ layers }) => layers));
  const onlyOurs = new Set(ours.flatMap(({ layers }) => layers).filter((layer) => !elsewhere.has(layer)));
  return images.filter((image) => isNameless(image) && image.layers.some((layer) => onlyOurs.has(layer)));
}
