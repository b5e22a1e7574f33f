/** Known names that somebody who typed this one may have meant, the likeliest first. */
export function nearNames(typed: string, known: readonly string[]): readonly string[] {
  const word = typed.toLowerCase();
  const within = known.filter((name) => word.length > 1 && name.includes(word));
  const slips = known
    .map((name) => ({ name, slips: countSlips(word, name) }))
    .filter(({ name, slips }) => slips <= Math.min(3, name.length / 3))
    .sort((one, other) => one.slips - other.slips)
    .map(({ name }) => name);
  return [...new Set([...slips, ...within])].slice(0, 5);
}

/** How many letters are wrong, missing, too many, or have changed places with their neighbour. */
function countSlips(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (isSame ? 0 : 1), isSwapped ? at(i - 2, j - 2) + 1 : Infinity);
    }
  }
  return at(one.length, other.length);
}
