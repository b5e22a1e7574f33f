/** Text of others as text in a Markdown page, in a table too: no emphasis, no link, no tag, no column of its own. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|&~]/g, (sign) => `\\${sign}`);
}
