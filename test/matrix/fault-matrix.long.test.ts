import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createAws } from '../../src/aws/aws.js';
import { asUserError } from '../../src/cli/render/outside-error.js';
import { cleanUp } from '../../src/workshop/clean-up/clean-up.js';
import { explainFailure } from '../../src/workshop/explain-failure.js';
import { look } from '../../src/workshop/look.js';
import { runStep } from '../../src/workshop/run-step.js';
import type { StepContext, Verdict } from '../../src/workshop/types.js';
import { openLab } from '../course/lab.js';
import { makeTempDir } from '../support/temp-dir.js';
import { faultKinds, FaultyHandler, type ArmedFault, type FaultKind } from './faults.js';
import { reportCount } from './report-count.js';

/** What each fault has to be told as, and with which exit code. */
const told: Readonly<Record<FaultKind, { readonly means: RegExp; readonly exitCode: number }>> = {
  throttled: { means: /throttling/, exitCode: 4 },
  'server-error': { means: /error of its own/, exitCode: 4 },
  timeout: { means: /nothing answers/, exitCode: 3 },
  reset: { means: /nothing answers/, exitCode: 3 },
  denied: { means: /permission \S+ is missing/, exitCode: 4 },
  expired: { means: /expired/, exitCode: 3 },
};
/** The SDK asks again by itself, up to three times in all: once is not noticed. */
const retried: readonly FaultKind[] = ['throttled', 'server-error', 'timeout', 'reset'];
/** Answered without, on purpose: what is asked here only adds to what is said. */
const nicety: ReadonlySet<string> = new Set(['iam:ListAccountAliases']);

/**
 * The course on a sandbox, with one request after the other failing. In each step, and in the clean-up, the first operation that has
 * not failed in this way yet is the one that fails; then the next, until the step meets none. So the list of operations is
 * what the program really asks for; at the end it is compared with what its source could ask for.
 */
it('tells every fault of every operation rightly, once and for good, and goes on from there', { timeout: 3_000_000 }, async () => {
  const covered = new Set<string>();
  const seen = new Set<string>();
  const secrets: string[] = [];
  let checked = 0;
  // Once an operation went through the step is done: what the SDK asks again by itself needs a course of its own for each kind.
  for (const [round, once] of retried.entries()) {
    const lab = await openLab(makeTempDir(), 'practice');
    try {
      const handler = new FaultyHandler({});
      const { region, endpointUrl, environment } = lab.context.target;
      const credentials = { accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '', secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '' };
      secrets.push(credentials.secretAccessKey, lab.session.sandbox?.token ?? 'none');
      const context: StepContext = { ...lab.context, aws: createAws({ region, endpoint: endpointUrl, credentials, requestHandler: handler }) };
      const faults: Omit<ArmedFault, 'wanted'>[] = [
        ...(round === 0 ? [...faultKinds.map((kind) => ({ kind, times: 'for-good' as const })), { kind: 'denied' as const, times: 'once' as const }, { kind: 'expired' as const, times: 'once' as const }] : []),
        { kind: once, times: 'once' as const },
      ];
      const tryAll = async (attempt: (fault: ArmedFault, run: StepContext) => Promise<void>) => {
        for (const { kind, times } of faults) {
          for (;;) {
            const name = (operation: string) => `${operation} ${kind} ${times}`;
            const fault: ArmedFault = { kind, times, wanted: (operation) => !covered.has(name(operation)) && !nicety.has(operation) };
            handler.arm(fault);
            await attempt(fault, impatient(context));
            handler.arm(undefined);
            if (fault.hit === undefined) break;
            covered.add(name(fault.hit));
            checked += 1;
          }
        }
      };
      for (const { step, id } of lab.session.course.steps) {
        if (step.kind !== 'question') {
          await tryAll(async (fault, run) => judge(id, fault, secrets, await lookUnder(() => look(step, run))));
          await tryAll(async (fault, run) => judge(id, fault, secrets, await lookUnder(async () => (await runStep(step, run)).verdict)));
        }
        expect((await runStep(step, context)).verdict, id).toMatchObject({ verdict: 'done' });
      }
      await tryAll(async (fault, run) => {
        const answer = await cleanUp(run).catch((error: unknown) => error);
        if (fault.hit === undefined) return;
        if (answer instanceof Error) judge('clean-up', fault, secrets, { error: answer });
        else expect(JSON.stringify(answer)).not.toMatch(/\n\s+at /);
      });
      expect((await cleanUp(context)).left).toBe(0);
      for (const operation of handler.seen) seen.add(operation);
    } finally {
      await lab.close();
    }
  }
  // What only a learner's detours or the guard ask for: the doors themselves, each fault for good.
  const asked = await askTheRest(covered);
  for (const operation of asked) seen.add(operation);
  checked += asked.length * faultKinds.length;
  const unasked = [...operationsOfSource()].filter((name) => ![...seen].some((operation) => operation.endsWith(`:${name}`)));
  expect(unasked).toEqual([]);
  reportCount(`fault matrix: ${seen.size} operations, ${covered.size} faults (${faultKinds.join(', ')}; once and for good), ${checked} answers judged`);
});

/** Operations that the course itself gets by without. Answers their names. */
async function askTheRest(covered: Set<string>): Promise<readonly string[]> {
  const handler = new FaultyHandler({});
  // Nothing listens there: every call fails before it would be sent.
  const aws = createAws({ region: 'ap-northeast-1', endpoint: 'http://127.0.0.1:9', credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }, requestHandler: handler });
  const doors: readonly (() => Promise<unknown>)[] = [
    () => aws.vpc.subnets('vpc-1'),
    () => aws.vpc.count(),
    () => aws.loadBalancers.count(),
    () => aws.roles.deniedActions('arn:aws:iam::123456789012:user/learner', ['ecs:CreateCluster']),
    () => aws.repositories.startScan('boyacky/web-app', '1.0'),
    () => aws.repositories.deleteImages('boyacky/web-app', [`sha256:${'0'.repeat(64)}`]),
    () => aws.stacks.events('boyacky-stack'),
    () => aws.account.alias(),
  ];
  const asked: string[] = [];
  for (const door of doors) {
    for (const kind of faultKinds) {
      const fault: ArmedFault = { kind, times: 'for-good', wanted: () => true };
      handler.arm(fault);
      const answer = await door().then((value) => ({ value }), (error: unknown) => ({ error }));
      covered.add(`${fault.hit} ${kind} for-good`);
      // The guard works without the account's name, for those who may not ask for it.
      if ('value' in answer) expect({ ...answer, hit: fault.hit, kind }).toEqual({ value: undefined, hit: 'iam:ListAccountAliases', kind: 'denied' });
      else judge('door', fault, ['secret'], answer);
      if (fault.hit !== undefined && !asked.includes(fault.hit)) asked.push(fault.hit);
    }
  }
  return asked;
}

type Answer = Verdict | { readonly error: unknown };

async function lookUnder(action: () => Promise<Verdict>): Promise<Answer> {
  try {
    return await action();
  } catch (error) {
    return { error };
  }
}

function judge(where: string, fault: ArmedFault, secrets: readonly string[], answer: Answer): void {
  const { hit, kind, times } = fault;
  if (hit === undefined) return;
  const what = `${where}: ${hit} ${kind} ${times}`;
  const { means, exitCode } = told[kind];
  const unnoticed = times === 'once' && retried.includes(kind);
  if ('error' in answer) {
    const user = asUserError(answer.error);
    expect(user, `${what}: ${String(answer.error)}`).toBeDefined();
    if (unnoticed) expect.unreachable(`${what} was not asked again: ${user?.message} ${user?.why}`);
    expect(`${user?.message} ${user?.why}`, what).toMatch(means);
    expect(`${user?.message} ${user?.why}`, what).toContain(hit);
    expect(user?.exitCode, what).toBe(exitCode);
    expect(user?.next, what).toBeTruthy();
    expect(asUserError(answer.error)?.in('ja').next, what).toMatch(/[ぁ-ん一-龠]/);
    expect(explainFailure(answer.error), what).toMatchObject({ verdict: 'cannot-tell' });
    keepsQuiet(`${user?.message}\n${user?.why}\n${user?.next}`, secrets);
    return;
  }
  keepsQuiet(JSON.stringify(answer), secrets);
  if (times === 'once') return;
  // Never "wrong": nobody looked.
  expect(answer.verdict, `${what}: ${JSON.stringify(answer)}`).toBe('cannot-tell');
  if (answer.verdict === 'cannot-tell') {
    expect(answer.why.en, what).toMatch(means);
    expect(answer.why.en, what).toContain(hit);
    expect(answer.fix.ja, what).toMatch(/[ぁ-ん一-龠]/);
  }
}

function keepsQuiet(text: string, secrets: readonly string[]): void {
  expect(text).not.toMatch(/\n\s+at /);
  for (const secret of secrets) expect(text).not.toContain(secret);
}

/** What fails for good is not waited for: each pause is a minute, and over at once. */
function impatient(context: StepContext): StepContext {
  let ahead = 0;
  return {
    ...context,
    clock: {
      now: () => Date.now() + ahead,
      sleep: (ms, signal) => {
        ahead += 60_000;
        return context.clock.sleep(Math.min(ms, 20), signal);
      },
    },
  };
}

/** Every command that the adapters can send. */
function operationsOfSource(): ReadonlySet<string> {
  const folder = new URL('../../src/aws/', import.meta.url);
  const source = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
  return new Set([...source.matchAll(/new (\w+)Command\(|paginate(\w+)\(\{/g)].map(([, command, paginated]) => command ?? paginated ?? ''));
}

