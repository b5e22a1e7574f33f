/** Text without anything that a terminal would obey: escape sequences, control signs, signs that turn the direction of writing. Lines stay lines. */
export function inertBlock(text: string): string {
  return text
    .replace(/(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b./g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '');
}

/** The same on one line, with single blanks. */
export function inertText(text: string): string {
  return inertBlock(text).replace(/\s+/g, ' ').trim();
}
