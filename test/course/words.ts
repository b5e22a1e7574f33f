import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { verdictLines } from '../../src/cli/render/verdict-lines.js';
import type { Verdict } from '../../src/workshop/types.js';
import { createScriptedTerminal } from '../cli/lesson/scripted-terminal.js';
import type { Lab } from './lab.js';
import { normalise } from './normalise.js';

export const wordsFolder = fileURLToPath(new URL('words', import.meta.url));

/** Compares what the learner reads, in both languages, with the words kept beside; `UPDATE_WORDS=1` writes them. */
export function expectWords(name: string, verdict: Verdict, lab: Lab): void {
  const file = `${wordsFolder}/${name}.txt`;
  const read = (language: 'ja' | 'en') => verdictLines(verdict, createScriptedTerminal([], { language })).join('\n');
   
  const words = normalise(`[ja]\n${read('ja')}\n\n[en]\n${read('en')}\n`.replace(/\u001b\[[0-9;]*m/g, ''), lab);
  if (process.env.UPDATE_WORDS === '1') writeFileSync(file, words);
  expect(existsSync(file), `${file}: UPDATE_WORDS=1 writes it`).toBe(true);
  expect(words).toBe(readFileSync(file, 'utf8'));
}
