import { diagnoseAs, findEntry, type Diagnosis } from './diagnosis.js';
import { localExitTable } from './local-exit-table.js';

/**
 * Why a program on this machine ended. `code`: undefined where nobody knows it; `log`: what it, or the engine, said.
 * undefined: there is nothing to go by.
 */
export function diagnoseExit(code: number | undefined, log: string): Diagnosis | undefined {
  const told = code === undefined ? '' : `exit code ${code}`;
  const entry = findEntry(localExitTable, `${log}\n${told}`);
  const quote = [told, findTellingLine(entry?.pattern, log)].filter((part) => part !== '').join(' — ');
  if (entry !== undefined) return diagnoseAs(entry, quote);
  if (quote === '') return undefined;
  return {
    id: 'unknown-exit',
    quote,
    means: { ja: '終わった理由はこのとおりですが、このワークショップがまだ知らないものです。', en: 'that is how it ended; this workshop has not met it before.' },
    fix: { ja: '出力を最初から読みます: docker container logs、プロセスなら npm start', en: 'Read its output from the start: docker container logs, or npm start for a process' },
  };
}

/** The line that the pattern knows, else the last one. */
function findTellingLine(pattern: RegExp | undefined, log: string): string {
  const lines = log.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return lines.find((line) => pattern?.test(line)) ?? lines.at(-1) ?? '';
}
