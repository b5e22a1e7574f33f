/** A word of a command line, and where it stands. */
export interface Word {
  /** As it was typed, quotes included. */
  readonly raw: string;
  /** It joins two commands, or leads into a file: | && > */
  readonly isJoiner: boolean;
}

const joiner = /^(\|\||&&|\||>>|>|;)/;

/** Splits a line into words as a POSIX shell does: quotes keep blanks, joiners stand for themselves. */
export function splitCommand(line: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    const rest = line.slice(at);
    const blanks = /^\s+/.exec(rest);
    if (blanks !== null) {
      at += blanks[0].length;
      continue;
    }
    const found = joiner.exec(rest);
    if (found !== null) {
      words.push({ raw: found[0], isJoiner: true });
      at += found[0].length;
      continue;
    }
    const raw = readWord(rest);
    words.push({ raw, isJoiner: false });
    at += raw.length;
  }
  return words;
}

/** Up to the next blank or joiner that is not quoted. */
function readWord(text: string): string {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    // "<repository URI>": a value that is not known yet.
    const placeholder = quote === '' ? /^<[^<>]*>/.exec(text.slice(at)) : null;
    if (placeholder !== null) {
      at += placeholder[0].length - 1;
      continue;
    }
    if (quote !== '') {
      if (character === quote) quote = '';
      else if (character === '\\' && quote === '"') at += 1;
    } else if (character === "'" || character === '"') quote = character;
    else if (character === '\\') at += 1;
    else if (/\s/.test(character) || (at > 0 && joiner.test(text.slice(at)))) return text.slice(0, at);
  }
  return text;
}
