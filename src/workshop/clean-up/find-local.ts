import type { LedgerResource } from '../ledger.js';
import { workshopId } from '../names.js';
import type { StepContext } from '../types.js';
import { findOwnImages, namesToRemove } from './find-images.js';

export interface Local {
  readonly claims: readonly LedgerResource[];
  /** Ids of images that have neither name nor label, and layers that only ours have. */
  readonly nameless: readonly string[];
}

/** What is ours in the engine, by its labels; images that were built by hand by their names, and containers by their image. */
export async function findLocal(context: StepContext, isOurRepository: boolean): Promise<Local> {
  const { engine, owner } = context;
  if (!(await engine.status()).available) return { claims: [], nameless: [] };
  const { ours, nameless } = await findOwnImages(context, isOurRepository);
  const ids = new Set(ours.map(({ id }) => id));
  const containers = (await engine.listContainers()).filter(({ imageId, labels }) => {
    // The sandbox's own task containers also bear the image's labels; it stops them itself.
    if (labels['boyacky-lab.task'] !== undefined) return false;
    const [workshop, by] = [labels['boyacky-lab.workshop'], labels['boyacky-lab.owner']];
    // A container has the labels of its image: where that has none, what it was made from tells.
    return workshop === undefined && by === undefined ? ids.has(imageId) : workshop === workshopId && by === owner;
  });
  return {
    claims: [
      ...containers.map(({ name }) => ({ kind: 'local-container', id: name }) as const),
      ...ours.flatMap((image) => namesToRemove(image).map((id) => ({ kind: 'local-image', id }) as const)),
    ],
    nameless: nameless.map(({ id }) => id),
  };
}
