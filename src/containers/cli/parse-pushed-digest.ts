import type { Image } from '../engine.js';
import { parseReference, repositoryName } from '../image-reference.js';

/** The digest that a push ended with: its last "digest: sha256:…" line, or else what the engine noted on the image. */
export function parsePushedDigest(output: string, reference: string, image?: Image): string | undefined {
  const said = [...output.matchAll(/digest: (sha256:[0-9a-f]{64})/g)].at(-1)?.[1];
  if (said) return said;
  const prefix = `${repositoryName(parseReference(reference))}@`;
  return image?.digests.find((digest) => digest.startsWith(prefix))?.slice(prefix.length);
}
