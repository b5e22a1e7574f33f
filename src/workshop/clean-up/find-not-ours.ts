import type { LedgerResource } from '../ledger.js';
import type { CourseStep, StepContext } from '../types.js';
import { resourcesOf } from '../adopt.js';
import { foundOr } from '../explain-failure.js';
import { findClaims } from './find-claims.js';
import { removers } from './removers.js';

/** What bears a name of the workshop and is not of it: it was there before, or somebody else made it. It stays. */
export async function findNotOurs(steps: readonly Pick<CourseStep, 'step'>[], context: StepContext): Promise<readonly LedgerResource[]> {
  const { resources: claims } = await findClaims(context);
  const claimedImages = await idsOfImages(claims, context);
  const found: LedgerResource[] = [];
  for (const { step } of steps) {
    for (const { kind, id } of await resourcesOf(step, context)) {
      if ([...claims, ...found].some((each) => each.kind === kind && each.id === id)) continue;
      // A listener is claimed by its ARN or by its port, as it was made.
      if (kind === 'listener' && claims.some((claim) => claim.kind === 'listener')) continue;
      // An image is claimed by its tags, or by its id.
      if (kind === 'local-image' && claimedImages.has(id)) continue;
      const remover = removers.find((each) => each.kind === kind);
      if (remover !== undefined && (await foundOr(remover.exists(context, id), false))) found.push({ kind, id });
    }
  }
  return found;
}

async function idsOfImages(claims: readonly LedgerResource[], { engine }: StepContext): Promise<ReadonlySet<string>> {
  const images = await Promise.all(claims.filter(({ kind }) => kind === 'local-image').map(({ id }) => engine.inspectImage(id).catch(() => undefined)));
  return new Set(images.flatMap((image) => (image === undefined ? [] : [image.id])));
}
