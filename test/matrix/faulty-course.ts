import { expect } from 'vitest';
import { createAws, type Aws } from '../../src/aws/aws.js';
import { cleanUp } from '../../src/workshop/clean-up/clean-up.js';
import { look } from '../../src/workshop/look.js';
import { runStep } from '../../src/workshop/run-step.js';
import type { Step, StepContext } from '../../src/workshop/types.js';
import { openLab, type Lab } from '../course/lab.js';
import { makeTempDir } from '../support/temp-dir.js';
import { FaultyHandler, type ArmedFault, type FaultKind } from './faults.js';
import { judge, type Answer } from './judge-fault.js';

/** Which operations were asked for, and which of them failed in which way. */
export class Coverage {
  readonly seen = new Set<string>();
  readonly #covered = new Set<string>();
  /** How many answers were judged. */
  judged = 0;

  /** How many operations failed in how many ways, in all. */
  get faults(): number {
    return this.#covered.size;
  }

  has(operation: string, kind: FaultKind, times: ArmedFault['times']): boolean {
    return this.#covered.has(`${operation} ${kind} ${times}`);
  }

  note({ kind, times }: ArmedFault, hits: ReadonlySet<string>, seen: ReadonlySet<string>): void {
    for (const operation of seen) this.seen.add(operation);
    for (const operation of hits) this.#covered.add(`${operation} ${kind} ${times}`);
    if (hits.size > 0) this.judged += 1;
  }
}

export type Attempt = (context: StepContext) => Promise<Answer>;

/** What is tried with faults: by which name, how, and whether it brings a step about. */
export type Tried = readonly [where: string, attempt: Attempt, step?: Step];

/** A course under way whose requests can be made to fail. */
export class FaultyCourse {
  readonly #handler = new FaultyHandler({});
  readonly #context: StepContext;
  readonly #secrets: readonly string[];

  constructor(
    private readonly lab: Lab,
    private readonly coverage: Coverage,
  ) {
    const { region, endpointUrl, environment } = lab.context.target;
    const credentials = { accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '', secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '' };
    this.#secrets = [credentials.secretAccessKey, lab.session.sandbox?.token ?? 'none'];
    this.#context = { ...lab.context, aws: createAws({ region, endpoint: endpointUrl, credentials, requestHandler: this.#handler }) };
  }

  /** Goes through the steps, then through what only a detour or the guard asks for; each is tried with faults, then has to be done. */
  async steps(tryWith: (tried: Tried) => Promise<void>): Promise<void> {
    for (const { step, id } of this.lab.session.course.steps) {
      if (step.kind !== 'question') {
        await tryWith([id, (run) => look(step, run)]);
        await tryWith([id, async (run) => (await runStep(step, run)).verdict, step]);
      }
      expect((await runStep(step, this.#context)).verdict, id).toMatchObject({ verdict: 'done' });
    }
    for (const [name, door] of Object.entries(rareDoors)) await tryWith([name, async ({ aws }) => ({ value: await door(aws) })]);
  }

  /** Answers whether anything was struck that had to be told. */
  async strike(fault: ArmedFault, [where, attempt, step]: Tried): Promise<boolean> {
    const { hits, answer } = await this.#handler.during(fault, () => attempt(impatient(this.#context)));
    if (hits.size > 0 && fault.times === 'for-good' && step !== undefined && 'verdict' in answer && answer.verdict === 'done') {
      // Only what might stand in the way could not be looked for, and nothing did: it has to be done in truth.
      expect((await look(step, this.#context)).verdict, `${where}: ${[...hits].join(', ')} ${fault.kind}`).toBe('done');
      return false;
    }
    this.coverage.note(fault, hits, this.#handler.seen);
    if (hits.size > 0) judge({ where, refusedAnyway: where in rareDoors, secrets: this.#secrets }, fault, hits, answer);
    return hits.size > 0;
  }

  async strikeCleanUp(fault: ArmedFault): Promise<ReadonlySet<string>> {
    const { hits, answer } = await this.#handler.during(fault, () => cleanUp(brisk(this.#context)));
    this.coverage.note(fault, hits, this.#handler.seen);
    if (hits.size > 0) judge({ where: 'clean-up', refusedAnyway: false, secrets: this.#secrets }, fault, hits, answer);
    return hits;
  }

  async close(): Promise<void> {
    expect((await cleanUp(this.#context)).left).toBe(0);
  }
}

/** Opens a course, does something with it, and takes everything away: nothing may be left. */
export async function onCourse(coverage: Coverage, go: (course: FaultyCourse) => Promise<void>): Promise<void> {
  const lab = await openLab(makeTempDir(), 'practice');
  try {
    const course = new FaultyCourse(lab, coverage);
    await go(course);
    await course.close();
  } finally {
    await lab.close();
  }
}

const elb = 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012';

/** Operations that the course itself gets by without: of a learner's detours, the doctor, and the guard. */
const rareDoors: Readonly<Record<string, (aws: Aws) => Promise<unknown>>> = {
  subnets: (aws) => aws.vpc.subnets('vpc-1'),
  'count of VPCs': (aws) => aws.vpc.count(),
  'count of load balancers': (aws) => aws.loadBalancers.count(),
  permissions: (aws) => aws.roles.deniedActions('arn:aws:iam::123456789012:user/learner', ['ecs:CreateCluster']),
  scan: (aws) => aws.repositories.startScan('boyacky/nothing', `sha256:${'0'.repeat(64)}`),
  images: (aws) => aws.repositories.deleteTag('boyacky/nothing', '1.0'),
  events: (aws) => aws.stacks.events('boyacky-nothing'),
  'a task by hand': (aws) => aws.services.stopTask('boyacky-nothing', 'nothing', 'test'),
  'stack of a part': (aws) => aws.stacks.ofPart('vpc-1'),
  'things of the VPC': (aws) => aws.vpc.interfaces('vpc-1'),
  'things of EC2 by id': (aws) => aws.vpc.existing(['vpc-1']),
  'path of a target group': (aws) => aws.loadBalancers.setHealthCheckPath(`${elb}:targetgroup/boyacky-nothing/0123456789abcdef`, '/'),
  'target of a listener': (aws) => aws.loadBalancers.setForward(`${elb}:listener/app/boyacky-nothing/0123456789abcdef/0123456789abcdef`, `${elb}:targetgroup/boyacky-nothing/0123456789abcdef`),
  'settings of a repository': (aws) => aws.repositories.correctSettings('boyacky/web-app'),
  'trust of a role': (aws) => aws.roles.setTrust('boyacky-nothing', { Version: '2012-10-17', Statement: [] }),
  'log group': (aws) => aws.logGroups.find('/ecs/boyacky-nothing'),
  'log group that a task had made': (aws) => aws.logGroups.delete('/ecs/boyacky-nothing'),
  ...Object.fromEntries(
    ['ecr:ap-northeast-1:123456789012:repository', 'ecs:ap-northeast-1:123456789012:cluster', 'dynamodb:ap-northeast-1:123456789012:table', 'elasticloadbalancing:ap-northeast-1:123456789012:targetgroup', 'iam::123456789012:role'].flatMap((place) => [
      [`tags of a ${place}`, (aws: Aws) => aws.resourceTags.of(`arn:aws:${place}/nothing`)],
      [`tags for a ${place}`, (aws: Aws) => aws.resourceTags.add(`arn:aws:${place}/nothing`, { 'boyacky-lab:owner': 'learner' })],
    ]),
  ),
  'name of the account': (aws) => aws.account.alias(),
};

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

/** Shorter pauses, in real time. */
function brisk(context: StepContext): StepContext {
  return { ...context, clock: { ...context.clock, sleep: (ms, signal) => context.clock.sleep(Math.min(ms, 50), signal) } };
}
