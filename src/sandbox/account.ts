/**
 * Zones that a new account can use. In Tokyo "b" exists but is closed to new accounts, which is why templates
 * that say "zone b" fail there.
 */
export function zonesOf(region: string): readonly string[] {
  const letters: Record<string, string> = { 'ap-northeast-1': 'acd', 'us-east-1': 'abcdef', 'us-west-2': 'abcd' };
  return [...(letters[region] ?? 'abc')].map((letter) => `${region}${letter}`);
}
