import type { Image } from '../../../containers/engine.js';

/** The twelve letters of an id that `docker image ls` shows. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

/** Bytes as docker prints them: powers of 1000, e.g. "158 MB". */
export function formatSize(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`;
  if (bytes >= 1e7) return `${Math.round(bytes / 1e6)} MB`;
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return bytes === 0 ? '0 B' : `${Math.ceil(bytes / 1e3)} kB`;
}

/** Whether two images have the same files in them: their ids may differ, with a label or with an attestation. */
export function hasSameFiles(one: Pick<Image, 'layers'>, other: Pick<Image, 'layers'>): boolean {
  return one.layers.length === other.layers.length && one.layers.every((layer, index) => layer === other.layers[index]);
}

/** A line of an image list. */
export function describeImage(image: Image): string {
  const tags = image.tags.length === 0 ? '<none>' : image.tags.join(', ');
  return `${shortId(image.id)}  ${tags}  ${formatSize(image.sizeBytes)}  ${image.layers.length} layers  ${image.createdAt}`;
}
