/** One word for sh, bash, zsh: nothing in it is read by the shell. */
export function quoteForSh(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** One word for fish, where a backslash counts inside of single quotes. */
export function quoteForFish(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** One string for PowerShell; it also takes the typographic quotes for quotes. */
export function quoteForPowerShell(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}

/** One word of a .cmd file. */
export function quoteForCmd(text: string): string {
  return `"${text.replaceAll('%', '%%').replaceAll('"', '""')}"`;
}
