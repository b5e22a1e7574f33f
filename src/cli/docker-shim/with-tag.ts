/** A name as docker repeats it in its errors: with the tag that it thinks of. Ids stay as they are. */
export function withTag(reference: string): string {
  const last = reference.slice(reference.lastIndexOf('/') + 1);
  return /[:@]/.test(last) || /^[0-9a-f]{12,64}$/.test(reference) ? reference : `${reference}:latest`;
}
