import type { Task } from '../../aws/services.js';
import { diagnoseAs, findEntry, type Diagnosis } from './diagnosis.js';
import { stopTable } from './stop-table.js';
import { toType } from './what-to-type.js';

/**
 * Why a task ended; undefined when it was stopped on purpose, or has not stopped. `log`: the last lines that it wrote,
 * which say more than an exit code.
 */
export function diagnoseStop(task: Task, log = ''): Diagnosis | undefined {
  const told = quoteStop(task);
  const words = `${task.stopCode ?? ''} ${told}`;
  if (words.trim() === '') return undefined;
  const quote = [told === '' ? (task.stopCode ?? '') : told, lastLineOf(log)].filter((part) => part !== '').join(' — ');
  const entry = findEntry(stopTable, `${words}\n${log}`);
  if (entry?.harmless === true) return undefined;
  if (entry !== undefined) return diagnoseAs(entry, quote);
  return {
    id: 'unknown-stop',
    quote,
    means: { ja: '止まった理由はこのとおりですが、このワークショップがまだ知らないものです。', en: 'that is why it stopped; this workshop has not met it before.' },
    fix: { ja: `ログとイベントを読みます: ${toType.log}`, en: `Read the log and the events: ${toType.log}` },
  };
}

/** "Essential container in task exited — exit code 1: reason" */
function quoteStop({ stoppedReason, containers }: Task): string {
  const details = containers.map(({ exitCode, reason }) => [exitCode === undefined ? '' : `exit code ${exitCode}`, reason ?? ''].filter((part) => part !== '').join(': '));
  // The container often repeats the words of its task.
  return [stoppedReason ?? '', ...details].filter((part, index, all) => part !== '' && all.indexOf(part) === index).join(' — ');
}

function lastLineOf(log: string): string {
  return log.trim().split('\n').at(-1)?.trim() ?? '';
}
