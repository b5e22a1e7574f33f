import { expect } from 'vitest';
import { asUserError } from '../../src/cli/render/outside-error.js';
import type { Receipt } from '../../src/workshop/clean-up/clean-up.js';
import { explainFailure } from '../../src/workshop/explain-failure.js';
import type { Verdict } from '../../src/workshop/types.js';
import type { ArmedFault, FaultKind } from './faults.js';

/** What came of an attempt: a step's verdict, a receipt, what a call answered, or what it threw. */
export type Answer = Verdict | Receipt | { readonly error: unknown } | { readonly value: unknown };

/** What each fault has to be told as, and with which exit code. */
const told: Readonly<Record<FaultKind, { readonly means: RegExp; readonly exitCode: number }>> = {
  throttled: { means: /throttling/, exitCode: 4 },
  'server-error': { means: /error of its own/, exitCode: 4 },
  timeout: { means: /nothing answers/, exitCode: 3 },
  reset: { means: /nothing answers/, exitCode: 3 },
  'answer-lost': { means: /nothing answers/, exitCode: 3 },
  denied: { means: /permission \S+ is missing/, exitCode: 4 },
  expired: { means: /expired/, exitCode: 3 },
};
/** The SDK asks again by itself, up to three times in all: once is not noticed. */
const retried: readonly FaultKind[] = ['throttled', 'server-error', 'timeout', 'reset', 'answer-lost'];

/** What an operation is judged with. */
export interface Attempted {
  /** For the messages of the test: a step, or what else was tried. */
  readonly where: string;
  /** What was asked for is nowhere: without a fault it is refused, too. */
  readonly refusedAnyway: boolean;
  /** None of them may be in any answer. */
  readonly secrets: readonly string[];
}

export const deletes = (operation: string) => /:(Delete|Deregister|Detach|Stop|BatchDelete)/.test(operation);

/** Asked for near names alone: a verdict is right without them. */
const onlyAdds = /:(ListRoles|ListClusters|ListServices|ListTaskDefinitionFamilies|ListTables|DescribeLogGroups)$/;

/** Holds what came of an attempt against the fault and the operations that it struck. */
export function judge({ where, refusedAnyway, secrets }: Attempted, fault: ArmedFault, hits: ReadonlySet<string>, answer: Answer): void {
  const { kind, times } = fault;
  const what = `${where}: ${[...hits].join(', ')} ${kind} ${times}`;
  const { means, exitCode } = told[kind];
  const unnoticed = times === 'once' && retried.includes(kind);
  const namesOne = (text: string) => expect([...hits].some((hit) => text.includes(hit)), `${what}: ${text}`).toBe(true);
  if ('error' in answer) {
    const user = asUserError(answer.error);
    expect(user, `${what}: ${String(answer.error)}`).toBeDefined();
    const says = `${user?.message} ${user?.why}`;
    if (unnoticed && refusedAnyway) expect(says, what).not.toMatch(means);
    else if (unnoticed) expect.unreachable(`${what} was not asked again: ${says}`);
    else {
      expect(says, what).toMatch(means);
      namesOne(says);
      expect(user?.exitCode, what).toBe(exitCode);
    }
    expect(user?.next, what).toBeTruthy();
    expect(user?.in('ja').next, what).toMatch(/[ぁ-ん一-龠]/);
    expect(explainFailure(answer.error), what).toMatchObject({ verdict: 'cannot-tell' });
    keepsQuiet(`${user?.message}\n${user?.why}\n${user?.next}`, secrets);
    return;
  }
  keepsQuiet(JSON.stringify(answer), secrets);
  if ('value' in answer) {
    // The guard works without the account's name, for those who may not ask for it.
    if (!unnoticed) expect({ value: answer.value, hits: [...hits], kind }, what).toEqual({ value: undefined, hits: ['iam:ListAccountAliases'], kind: 'denied' });
  } else if ('lines' in answer) judgeReceipt(what, fault, hits, answer);
  else if (times === 'for-good' && ![...hits].every((hit) => onlyAdds.test(hit))) {
    // Never "wrong": nobody looked.
    expect(answer.verdict, `${what}: ${JSON.stringify(answer)}`).toBe('cannot-tell');
    if (answer.verdict === 'cannot-tell') {
      expect(answer.why.en, what).toMatch(means);
      namesOne(answer.why.en);
      expect(answer.fix.ja, what).toMatch(/[ぁ-ん一-龠]/);
    }
  }
}

/** What stays is said to stay, with its reason. What the SDK asks for again does not stay. */
function judgeReceipt(what: string, { kind, times }: ArmedFault, hits: ReadonlySet<string>, { lines, left }: Receipt): void {
  const staying = lines.filter(({ result }) => result === 'still-there' || result === 'cannot-tell');
  const says = staying.map((line) => `${line.kind} ${line.id}: ${line.reason?.en}`);
  if (times === 'once' && retried.includes(kind)) expect(says, what).toEqual([]);
  expect(left, what).toBe(staying.length);
  // An image stays as long as a task uses it, and a cluster as long as its service is there.
  const faulty = staying.filter(({ kind: of, reason }) => !of.startsWith('local-') && !(of === 'cluster' && /boyacky-service .* still runs/.test(reason?.en ?? '')));
  const named = faulty.map(({ reason }) => reason?.en).join('\n');
  const behindService = /ecs:DeleteService/.test(named);
  for (const hit of times === 'for-good' ? hits : []) {
    if (deletes(hit) && !(hit === 'ecs:DeleteCluster' && behindService)) expect(named, `${what}: ${says.join('\n')}`).toContain(hit);
  }
  for (const { reason, ...line } of faulty) {
    expect(reason?.en ?? '', `${what}: ${JSON.stringify(line)}`).toMatch(told[kind].means);
    expect(reason?.ja ?? '', what).toMatch(/[ぁ-ん一-龠]/);
  }
}

function keepsQuiet(text: string, secrets: readonly string[]): void {
  expect(text).not.toMatch(/\n\s+at /);
  for (const secret of secrets) expect(text).not.toContain(secret);
}
