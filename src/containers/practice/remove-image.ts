import { EngineError } from '../engine.js';
import { formatReference, parseReference } from '../image-reference.js';
import type { PracticeStores } from './practice-stores.js';
import type { ContainerStore } from './runtime/container-store.js';
import { readContainerStatus } from './runtime/read-container-status.js';

/**
 * Takes a tag away, and the image with its last tag; by id, the image with all of its tags.
 * Refuses as docker does: while a container of it exists (`force`: while one is running).
 */
export async function removeImage(reference: string, force: boolean, stores: PracticeStores & { containers: ContainerStore }): Promise<void> {
  const { images, containers } = stores;
  const image = await images.find(reference);
  if (!image) return;
  const references = (await images.references()).get(image.id) ?? [];
  const tags = references.filter((each) => !each.includes('@'));
  const canonical = isId(reference) ? undefined : formatReference(parseReference(reference));

  if (canonical === undefined && tags.length > 1 && !force)
    throw new EngineError('failed', `Error response from daemon: conflict: unable to delete ${shortId(image.id)} (must be forced) - image is referenced in multiple repositories`);
  if (canonical !== undefined && tags.some((tag) => tag !== canonical)) {
    await images.unpoint(canonical);
    return forgetDigests(canonical, tags, references, stores);
  }

  for (const { id, imageId } of await containers.all()) {
    if (imageId !== image.id) continue;
    const running = (await readContainerStatus(containers, id)).state === 'running';
    if (force && !running) continue;
    throw new EngineError(
      'failed',
      `Error response from daemon: conflict: unable to ${canonical === undefined ? 'delete' : `remove repository reference "${reference}"`} (${running ? 'cannot be forced' : 'must force'}) - container ${id.slice(0, 12)} is using its ${running ? 'running' : 'referenced'} image ${shortId(image.id)}`,
      { hint: { ja: '先にコンテナを消します', en: 'remove the container first' } },
    );
  }
  await images.remove(image.id);
}

/** With the last tag of a repository its digests go as well. */
async function forgetDigests(removed: string, tags: readonly string[], references: readonly string[], { images }: PracticeStores): Promise<void> {
  const repository = removed.replace(/[:@][^/]*$/, '');
  if (tags.some((tag) => tag !== removed && tag.replace(/:[^/:]*$/, '') === repository)) return;
  for (const reference of references) if (reference.startsWith(`${repository}@`)) await images.unpoint(reference);
}

function isId(reference: string): boolean {
  return /^(?:sha256:)?[0-9a-f]{6,64}$/.test(reference);
}

function shortId(id: string): string {
  return id.slice('sha256:'.length, 'sha256:'.length + 12);
}
