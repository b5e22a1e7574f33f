/** Debian's releases, Node's long-term lines, and the other words of https://hub.docker.com/_/node/tags */
const words = [
  'alpine', 'slim', 'trixie', 'bookworm', 'bullseye', 'buster', 'stretch', 'jessie', 'wheezy', 'onbuild', 'latest', 'lts', 'current',
  'argon', 'boron', 'carbon', 'dubnium', 'erbium', 'fermium', 'gallium', 'hydrogen', 'iron', 'jod', 'krypton',
];

/** Can there be an image `node` with this tag? Versions are not counted up: there is always a newer one. */
export function isNodeTag(tag: string): boolean {
  return tag.split('-').every(isKnown);
}

/** The tag that was meant, where one or two letters are wrong; undefined: it is right, or nobody knows what it is. */
export function findMeantNodeTag(tag: string): string | undefined {
  if (isNodeTag(tag)) return undefined;
  const meant = tag.split('-').map((part) => (isKnown(part) ? part : words.find((word) => part.length > 3 && distance(part, word) <= 2)));
  return meant.includes(undefined) ? undefined : meant.join('-');
}

function isKnown(part: string): boolean {
  return /^\d+(\.\d+){0,2}$/.test(part) || /^alpine\d+\.\d+$/.test(part) || words.includes(part);
}

/** How many letters have to be put in, left out or changed; two that changed places count as two. */
function distance(one: string, other: string): number {
  let row = [...Array(other.length + 1).keys()];
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, wanted] of [...other].entries()) {
      next.push(Math.min((next[column] ?? 0) + 1, (row[column + 1] ?? 0) + 1, (row[column] ?? 0) + (letter === wanted ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
