import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../src/cli/compose.js';
import { walkInteractively } from '../../../src/cli/walk-interactively.js';
import { loadCourse } from '../../../src/workshop/course.js';
import { allSteps } from '../../../src/workshop/steps/all-steps.js';
import type { Course } from '../../../src/workshop/types.js';
import { createFakeContext } from '../../workshop/steps/support/fake-context.js';
import { createFakeEcs } from '../../workshop/steps/support-rollout/fake-ecs.js';
import { begin } from '../../workshop/steps/support-rollout/begin.js';
import { createScriptedTerminal, type Act } from './scripted-terminal.js';

const course: Course = loadCourse(fileURLToPath(new URL('../../../lessons/boyacky', import.meta.url)), allSteps);
const chapter = (id: string) => course.chapters.find((each) => each.id === id)?.steps ?? [];

function open() {
  const { context, world, said } = createFakeContext();
  const { workspace, progress, ledger } = context;
  return { world, said, session: { course, context, workspace, progress, ledger } as unknown as Session };
}

/** With the doors of every chapter, and nothing behind them. */
async function openEmpty() {
  const { context, world, said } = createFakeContext({ aws: (empty) => createFakeEcs(empty).doors });
  const { workspace, progress, ledger } = context;
  return await Promise.resolve({ world, said, session: { course, context, workspace, progress, ledger } as unknown as Session });
}

async function walk(steps: readonly Course['steps'][number][], script: readonly Act[], { session } = open(), options: Parameters<typeof createScriptedTerminal>[1] = {}) {
  const terminal = createScriptedTerminal(script, options);
  const exitCode = await walkInteractively(session, steps, terminal);
  expect(terminal.left()).toEqual([]);
  return { exitCode, said: terminal.said(), session };
}

describe.each(['ja', 'en'] as const)('every chapter opens, in %s', (language) => {
  it.each(course.chapters)('$number $id', async ({ steps, title, introduction }) => {
    const { context, world, said: spoken } = await begin();
    const { workspace, progress, ledger } = context;
    const { said } = await walk(steps, ['quit'], { world, said: spoken, session: { course, context, workspace, progress, ledger } as unknown as Session }, { language });
    expect(said).toContain(title[language]);
    expect(said).toContain(steps[0]?.text[language].title);
    // Its introduction too, as far as a first line of it is no wider than the screen.
    expect(said.replaceAll(/\s/g, '')).toContain(introduction[language].split('\n')[0]?.replaceAll(/[\s*`]/g, '').slice(0, 20));
  });
});

describe('in an empty world', () => {
  // Those two are true in any world.
  const open = course.steps.filter(({ id }) => !['foundation.tools', 'foundation.identity'].includes(id));
  it.each(open)('$id can be opened, hinted at, explained and left', async (courseStep) => {
    const { said } = await walk([courseStep], ['hint', 'more', 'solution', 'quit'], await openEmpty());
    expect(said).toContain(courseStep.id);
    expect(said).toContain('Hint 1 of');
  });
});

describe('what a step costs', () => {
  it.each(['service.create', 'rollout.update'])('is said where %s begins', async (id) => {
    const { said } = await walk(course.steps.filter((step) => step.id === id), ['quit'], await openEmpty());
    expect(said).toContain('cost: nothing; on AWS');
  });
  it.each(['cluster.create', 'ecr.repository'])('%s costs nothing by the hour, and no word is lost on it', async (id) => {
    const { said } = await walk(course.steps.filter((step) => step.id === id), ['quit'], await openEmpty());
    expect(said).toContain(id);
    expect(said).not.toContain('cost: ');
  });
});

describe('a walk through the lessons', () => {
  it('runs a step for the learner, and waits for a key before it goes on', async () => {
    const { exitCode, said } = await walk(chapter('foundation'), ['next', 'next', 'run', 'next', 'quit']);
    expect(exitCode).toBe(1);
    expect(said).toContain('foundation.create-stack');
    expect(said).toContain('expected: the stack boyacky-stack exists');
    expect(said).toContain('✔ done');
    expect(said).toContain('boyacky-lab start goes on from here');
  });

  it('has every entry of the menu, and each leads back to it', async () => {
    const steps = chapter('local').slice(0, 1);
    const { said, exitCode } = await walk(steps, ['hint', 'hint', 'more', 'solution', 'list', '', 'back', 'skip']);
    for (const entry of ['run it for me', "I'll do it myself", 'hint', 'explain more', 'show the solution', 'skip', 'back', 'list', 'quit']) expect(said).toContain(entry);
    expect(said).toContain('Hint 1 of');
    expect(said).toContain('Hint 2 of');
    expect(said).toContain('There is no step before this one.');
    expect(said).toContain('Skipped: local.copy-app');
    expect(exitCode).toBe(1);
  });

  it('turns green by itself when the learner does it elsewhere', async () => {
    const opened = open();
    const step = course.steps.find(({ id }) => id === 'local.copy-app');
    const { said, exitCode } = await walk(chapter('local').slice(0, 1), ['self', () => void step?.step.solve(opened.session.context), 'next'], opened);
    expect(said).toContain('I am watching');
    expect(said).toContain('✔ done');
    expect(exitCode).toBe(0);
  });

  it('names a wrong turn as soon as it is seen, and Enter brings the menu back', async () => {
    const opened = open();
    const { workspace, clock } = opened.session.context;
    let naps = 0;
    clock.sleep = async () => {
      naps += 1;
      if (naps === 2) workspace.write(workspace.dockerfile, 'FROM python:alpine\n');
      await new Promise((resolve) => setImmediate(resolve));
    };
    const terminal = createScriptedTerminal(['self', 'skip']);
    terminal.entered = () =>
      new Promise((resolve) => {
        const look = () => (naps > 4 ? resolve() : setImmediate(look));
        look();
      });
    await walkInteractively(opened.session, chapter('image').filter(({ id }) => id === 'image.dockerfile'), terminal);
    const said = terminal.said();
    expect(said.match(/✖ not yet/g)).toHaveLength(1);
    expect(said).toContain('observed: FROM python:alpine');
    expect(said).toContain('Skipped: image.dockerfile');
  });

  it('jumps anywhere, with the steps before it done for the learner if wanted', async () => {
    const { said, session } = await walk(course.steps.slice(0, 8), ['list', 'local', 'local.install', 'solve', 'quit']);
    expect(said).toContain('steps before it are not done.');
    expect(session.progress.state.currentStep).toBe('local.install');
    expect(session.context.workspace.exists(session.context.workspace.appDir)).toBe(true);
  });

  it('asks before it replaces what the learner wrote, when steps are done on the way', async () => {
    const opened = open();
    const { workspace } = opened.session.context;
    const theirs = 'FROM node:24-alpine\nCOPY . .\nCMD ["node", "src/server.js"]\n';
    const steps = course.steps.filter(({ id }) => id === 'foundation.identity');
    const { said } = await walk(steps, ['list', 'image', 'image.dockerfile', 'solve', () => workspace.write(workspace.dockerfile, theirs), 'list', 'image', 'image.build', 'solve', 'no', 'list', 'image', 'image.build', 'solve', 'yes', 'quit'], opened);
    expect(said.match(/For this, something that is there has to be changed:[\s\S]*?Do it\?/g)).toHaveLength(2);
    expect(workspace.read(`${workspace.dockerfile}.yours`)).toBe(theirs);
    expect(opened.session.progress.state.currentStep).toBe('image.build');
  });

  it('ends a part of the course with what that part was, and the course with the whole', async () => {
    const one = await walk(chapter('local').slice(0, 1), ['run', 'next']);
    expect(one.said).toContain('The step local.copy-app, "');
    expect(one.said).toContain('The course has 86: boyacky-lab start goes on.');
    expect(one.said).not.toContain('Every step is done');
    expect(one.said).not.toContain('You have come to the end.');
    const last = course.steps.at(-1);
    if (last === undefined) throw new Error('no step');
    const { said } = await walk([last], [`answer ${last.step.question?.answer ?? 0}`, 'next']);
    expect(said).toContain('You have come to the end.');
    expect(said).toContain('To take everything away: boyacky-lab cleanup');
  });

  it('takes a step back, after asking, and only what is ours', async () => {
    const opened = open();
    const steps = chapter('foundation').slice(2, 3);
    const { said } = await walk(steps, ['run', 'again', 'no', 'again', 'yes', 'skip'], opened);
    expect(said).toContain('To do it again, this is deleted:');
    expect(said).toMatch(/✔ gone +stack +boyacky-stack/);
    expect(opened.world.stack).toBeUndefined();
  });

  it('explains an answer at once and keeps it', async () => {
    const steps = chapter('concepts').slice(0, 1);
    const question = steps[0]?.step.question;
    if (question === undefined) throw new Error('no question');
    const wrong = (question.answer + 1) % question.choices.length;
    const { said, session, exitCode } = await walk(steps, [`answer ${wrong}`, 'hint', `answer ${question.answer}`, 'next']);
    const { en: chosen, why } = question.choices[wrong] ?? {};
    expect(said.replaceAll(/\s+/g, ' ')).toContain(`✖ ${chosen} ${why?.en}`);
    expect(said.match(/✔/g)).toHaveLength(1);
    expect(said.replaceAll(/\s+/g, ' ')).toContain(question.explanation.en.slice(0, 40));
    expect(session.progress.state.answers[steps[0]?.id ?? '']).toBe(question.answer);
    expect(exitCode).toBe(0);
  });

  it('shows what it would write into a file, and writes it only if it may', async () => {
    const opened = open();
    const { workspace } = opened.session.context;
    const { said } = await walk(course.steps.filter(({ id }) => id === 'image.dockerfile'), ['run', 'no', 'run', 'yes', 'next'], opened);
    expect(said).toContain('boyacky/Dockerfile');
    expect(said).toMatch(/ +1 \+ FROM node:24-alpine|\+ FROM node:24-alpine/);
    expect(said.match(/Write it so\?/g)).toHaveLength(2);
    expect(workspace.read(workspace.dockerfile)).toContain('FROM node:24-alpine');
  });

  it('begins each step at the top of the screen, forward, back, by a jump and when it was skipped', async () => {
    const { said } = await walk(chapter('foundation'), ['next', 'next', 'back', 'next', 'skip', 'list', 'foundation', 'foundation.tools', 'quit']);
    const screens = said.split('\f').map((screen) => /\b\d+\/86 in all\) · (\S+)/.exec(screen)?.[1]);
    expect(screens.slice(1)).toEqual(['foundation.tools', 'foundation.identity', 'foundation.create-stack', 'foundation.identity', 'foundation.create-stack', 'foundation.wait-stack', 'foundation.tools']);
    for (const screen of said.split('\f').slice(1)) expect(screen.match(/86 in all/g)).toHaveLength(1);
  });

  it('is not scrolled away by its own commands: on a low screen what their parts mean is told by "explain more"', async () => {
    const steps = course.steps.filter(({ id }) => id === 'foundation.create-stack');
    const meaning = 'what the stack is called';
    const high = await walk(steps, ['quit'], open(), { height: 40 });
    expect(high.said).toContain(meaning);
    expect(high.said).not.toContain('what each part means');
    const low = await walk(steps, ['more', 'quit'], open(), { height: 28 });
    const [screen = '', more = ''] = low.said.split('What next?');
    expect(screen).toContain('aws cloudformation create-stack --stack-name boyacky-stack');
    expect(screen).toContain('(what each part means: choose "explain more")');
    expect(screen).not.toContain(meaning);
    expect(screen).not.toContain('There is more');
    expect(more).toContain(meaning);
    // Lower still: read in two pieces, title and reason first.
    const lowest = await walk(steps, ['quit'], open(), { height: 20 });
    expect(lowest.said).toContain(meaning);
    expect(lowest.said.indexOf('There is more')).toBeGreaterThan(lowest.said.indexOf('observed: there is none yet'));
    expect(lowest.said.indexOf('There is more')).toBeLessThan(lowest.said.indexOf('aws cloudformation create-stack'));
  });

  it('speaks Japanese', async () => {
    const { said } = await walk(chapter('local').slice(0, 1), ['hint', 'skip'], open(), { language: 'ja' });
    for (const words of ['代わりにやってもらう', '自分でやる', 'ヒント 1/', 'とばしたステップ']) expect(said).toContain(words);
  });
});
