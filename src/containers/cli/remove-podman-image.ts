import type { Image } from '../engine.js';
import { EngineError } from '../engine.js';
import { parseReference, repositoryName } from '../image-reference.js';
import { commandLine } from './command-line.js';
import type { createCliSession } from './cli-session.js';

type Cli = Pick<ReturnType<typeof createCliSession>, 'run'>;

/**
 * Takes a name of an image away as docker does. Podman's own --force would remove the containers of the image, too,
 * whoever they belong to; and the names that pulls by digest leave would keep the image here after its last tag.
 */
export async function removePodmanImage(cli: Cli, inspectImage: (reference: string) => Promise<Image | undefined>, reference: string, force: boolean): Promise<void> {
  const image = await inspectImage(reference);
  if (image === undefined) return;
  const byId = isId(reference);
  // An id with several names is refused without --force.
  for (const name of byId && force && image.tags.length > 0 ? image.tags : [reference]) await removeName(cli, name, force);
  const left = await inspectImage(image.id);
  if (left === undefined || left.tags.length > 0) return;
  const repository = byId ? '' : `${repositoryName(parseReference(reference))}@`;
  for (const name of left.digests.filter((each) => each.includes(repository))) await removeName(cli, name, force);
}

async function removeName(cli: Cli, reference: string, force: boolean): Promise<void> {
  try {
    await cli.run(commandLine.removeImage(reference), { forgive: 'image-not-found' });
  } catch (error) {
    const isInUse = error instanceof EngineError && /in use by a container|image used by/i.test(error.message);
    if (!isInUse || !force || isId(reference)) throw error;
    // The container keeps the layers; only the name goes.
    await cli.run(['image', 'untag', reference], { forgive: 'image-not-found' });
  }
}

function isId(reference: string): boolean {
  return /^(?:sha256:)?[0-9a-f]{12,64}$/.test(reference);
}
