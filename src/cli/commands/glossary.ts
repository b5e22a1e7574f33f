import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../shared/package-root.js';
import { ExitCode, UserError } from '../../shared/user-error.js';
import { languageOfRun } from '../language-of-run.js';
import { createTerminal } from '../io/terminal.js';
import type { ExistingOptions } from '../open-existing.js';
import { renderMarkdown } from '../render/markdown.js';
import { nearNames } from '../near-names.js';

/** `boyacky-lab glossary [word]`: the words of the course, or those in which this one occurs. Needs no workspace. */
export async function glossary(options: ExistingOptions, words: readonly string[]): Promise<ExitCode> {
  const language = options.lang ?? languageOfRun(process.argv, process.env, process.cwd());
  const terminal = createTerminal({ language, plain: options.plain, ask: false });
  const page = readFileSync(join(packageRoot(), 'docs', `glossary.${language}.md`), 'utf8');
  const wanted = words.join(' ').toLowerCase();
  if (wanted === '') {
    // The title, and the link to the other language, are for a page.
    for (const line of renderMarkdown(page.replace(/^# .*\n+\[.*\n/, ''), terminal)) terminal.show(line);
    return ExitCode.done;
  }
  const entries = [...page.matchAll(/^\| (?!-)(.+?) \| (.+?) \| (.+) \|$/gm)].map(([, term = '', other = '', meaning = '']) => ({ term, other, meaning })).filter(({ meaning }) => meaning !== '---');
  const found = entries.filter(({ term, other }) => `${term}\n${other}`.toLowerCase().includes(wanted));
  if (found.length === 0) throw unknownWord(wanted, entries.flatMap(({ term, other }) => [term.toLowerCase(), other.toLowerCase()]));
  for (const { term, other, meaning } of found) for (const line of renderMarkdown(`- **${term}**${term === other ? '' : ` (${other})`}: ${meaning}`, terminal)) terminal.show(line);
  return ExitCode.done;
}

function unknownWord(word: string, known: readonly string[]): UserError {
  const near = nearNames(word, known);
  return new UserError('unknown-word', { ja: `${word} は用語集にありません`, en: `${word} is not in the glossary` }, {
    why: near.length === 0 ? undefined : { ja: `近いもの: ${near.join('、')}`, en: `Near it: ${near.join(', ')}` },
    next: 'boyacky-lab glossary',
    exitCode: ExitCode.notDone,
  });
}
