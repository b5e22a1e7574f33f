/** One line without anything that a terminal would obey: escape sequences, control signs, signs that turn the direction of writing. */
export function inertText(text: string): string {
  return text
    .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|.)?/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200E\u200F]/gu, '')
    .trim();
}
