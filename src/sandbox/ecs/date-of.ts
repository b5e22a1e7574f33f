export function dateOf(at: number | undefined): Date | undefined {
  return at === undefined ? undefined : new Date(at);
}
