import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Image } from '../../../containers/engine.js';
import { factOf } from '../../fact.js';
import { names, tagKeys, workshopId } from '../../names.js';
import type { StepContext } from '../../types.js';
import { noteFirst } from '../local/note-fact.js';

export const latestImage = `${names.localImage}:latest`;

/** Id of the image that was built first. */
export const firstImage = factOf('image.build', 'first');
/** Its files, as one digest, and its size: where the old image goes with its name, nothing else tells them. */
const firstFiles = factOf('image.build', 'first-files');
export const firstSize = factOf('image.build', 'first-size');
const firstIgnored = factOf('image.build', 'first-ignored');
/** Id of the one that came after it. */
export const secondImage = factOf('image.rebuild', 'second');

/** Labels on every image and container that we make. */
export function labelsFor(owner: string): Record<string, string> {
  // A label's key in the way of docker, dots for words; the tag's is in the way of AWS.
  return { [tagKeys.workshop.replace(':', '.')]: workshopId, [tagKeys.owner.replace(':', '.')]: owner };
}

export function findLatest({ engine }: StepContext): Promise<Image | undefined> {
  return engine.inspectImage(latestImage);
}

/**
 * The image that was built before there was a .dockerignore, by its id. Once the tag has moved on to a newer
 * image the world does not tell any more which was first, so the first look at it is kept.
 */
export function noteFirstImage({ progress, workspace }: StepContext, image: Image): void {
  noteFirst(progress, firstImage, image.id);
  noteFirst(progress, firstFiles, filesOf(image));
  noteFirst(progress, firstSize, String(image.sizeBytes));
  // One that was written after the build had no part in it.
  const written = workspace.changedAt(workspace.dockerignore);
  noteFirst(progress, firstIgnored, String(written !== undefined && written <= Date.parse(image.taggedAt ?? image.createdAt)));
}

/** Whether the image has the files of the one that was built first; undefined: none was seen. */
export function isLikeTheFirst({ progress }: StepContext, image: Image): boolean | undefined {
  const files = progress.fact(firstFiles);
  const id = progress.fact(firstImage);
  // Of before the files were noted there is the id only.
  if (files === undefined) return id === undefined ? undefined : id === image.id;
  return files === filesOf(image);
}

function filesOf({ layers }: Image): string {
  return createHash('sha256').update(layers.join(' ')).digest('hex');
}

/** True where a .dockerignore was there from the start, so that building again gives the same image. */
export function wasIgnoredFromTheStart({ progress }: StepContext): boolean {
  return progress.fact(firstIgnored) === 'true';
}

export async function buildLatest(context: StepContext): Promise<void> {
  const { engine, ledger, owner, say, signal, workspace } = context;
  await ledger.record({ kind: 'local-image', id: latestImage }, () =>
    engine.build({ contextDir: workspace.appDir, tags: [latestImage], labels: labelsFor(owner), onOutput: say, signal }),
  );
}

/** Our answer, with remarks in the learner's language. */
export function solutionFile({ language, workspace }: StepContext, name: 'Dockerfile' | 'dockerignore'): string {
  return join(workspace.assets.templates, 'solutions', ...(language === 'ja' ? ['ja'] : []), name);
}
