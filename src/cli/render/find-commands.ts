import stringWidth from 'string-width';
import type { Span } from './wrap-text.js';

const programs = String.raw`(?:aws|docker|podman|finch|nerdctl|npm|npx|node|boyacky-lab|curl|cd|cp|rm|export|eval|printf|git|df|sudo|lsof|\$EDITOR|[A-Z][A-Z_]*=\S+)`;
/** After a colon, or the whole text; what stands in brackets behind a gap is a remark. */
const atTheEnd = new RegExp(String.raw`(^\s*|[:：](?:\u001b\[\d+m)*\s+)(${programs}(?: [ -~]*)?)$`);
const remark = /\s{2,}[（(].*$/s;

const joiner = /^(?:\||&&|;|>)/;

/** Whether a piece of code is a command to type, with something in it to break at. */
export function isCommand(text: string): boolean {
  return new RegExp(`^${programs} `).test(text) && (/ --?\w/.test(text) || /^(?:npx |node \S+bin\.js|boyacky-lab|cd )/.test(text)) && !/[,.;:] /.test(withoutQuoted(text));
}

/** A sentence as it is, and the command that it ends with, if it does, as a span of its own. */
export function splitSentence(text: string): Span[] {
  const behind = remark.exec(text)?.[0] ?? '';
  const body = text.slice(0, text.length - behind.length);
  const command = atTheEnd.exec(body)?.[2];
  if (command === undefined || !isCommand(command)) return [{ text }];
  return [{ text: body.slice(0, body.length - command.length) }, { text: command, command: true }, { text: behind }].filter((span) => span.text !== '');
}

function withoutQuoted(text: string): string {
  return text.replace(/'[^']*'|"(?:\\.|[^"\\])*"/g, '_');
}

/**
 * Where a command may be broken so that what a shell reads stays the same: before a word that is not quoted. An option
 * stays with its first value and a program with its subcommand, as far as so many columns have room for both.
 */
export function breaksOfCommand(command: string, room: number): number[] {
  const starts: number[] = [];
  // Within $( ) a command begins anew, whatever quotes are round it.
  const outer: string[] = [];
  let quote = '';
  for (let at = 0; at < command.length; at++) {
    const character = command.charAt(at);
    if (quote !== "'" && command.startsWith('$(', at)) {
      if (quote === '' && at > 0 && command.charAt(at - 1) === ' ') starts.push(at);
      outer.push(quote);
      quote = '';
      at += 1;
      continue;
    }
    if (quote === '' && character === ')' && outer.length > 0) {
      quote = outer.pop() ?? '';
      continue;
    }
    if (quote !== '') {
      if (character === '\\' && quote === '"') at += 1;
      else if (character === quote) quote = '';
      continue;
    }
    if (at > 0 && character !== ' ' && command.charAt(at - 1) === ' ') starts.push(at);
    if (character === '\\') at += 1;
    else if (character === "'" || character === '"') quote = character;
  }
  // A quote that stays open goes on in the next line of the script: no place for us to break it.
  if (quote !== '' || outer.length > 0) return [];
  const words = [0, ...starts].map((at, index) => command.slice(at, starts[index]).trimEnd());
  const head = stringWidth(words.slice(0, 3).join(' '));
  return starts.filter((_, index) => {
    const [before = '', word = ''] = words.slice(index, index + 2);
    const begins = index === 0 || joiner.test(words[index - 1] ?? '') || /\$\([\w-]+$/.test(before);
    if (joiner.test(word) || (word.startsWith('-') && !begins) || (index < 2 ? head : stringWidth(`${before} ${word}`)) + 2 > room) return true;
    return !(/^--?[\w-]+$/.test(before) || begins || joiner.test(before) || (index === 1 && /^(?:aws|docker|podman|npx) /.test(command)));
  });
}
