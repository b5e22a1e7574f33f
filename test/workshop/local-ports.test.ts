import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCourse } from '../../src/workshop/course.js';
import { localPortsFrom, otherPortsCommand, portWords, startCommand, usualPorts } from '../../src/workshop/local-ports.js';
import { allSteps } from '../../src/workshop/steps/all-steps.js';
import { imageSteps } from '../../src/workshop/steps/image/index.js';
import { localSteps } from '../../src/workshop/steps/local/index.js';
import { LessonError } from '../../src/workshop/parse-lesson.js';
import { expectSolvable } from './steps/support/drive.js';
import { completeStack } from './steps/support/fake-aws.js';
import { createFakeContext } from './steps/support/fake-context.js';

const lessons = fileURLToPath(new URL('../../lessons/boyacky', import.meta.url));
// The first of them is the second of the usual ones: no number may be changed twice.
const ports = localPortsFrom(8081);

/** Of the container or of AWS, or what the app takes by itself: these stay. */
const inside = [/EXPOSE 8080/g, /(?<=-p (?:127\.0\.0\.1:)?\d+:)8080/g, /(?<=containerPort(?:=|": |` の|` \| .*, |`, ))8080/g, /\| `PORT` \| `8080`/g];

describe('other ports of this machine', () => {
  it('are what the steps of chapters 2 and 3 use', async () => {
    const fake = createFakeContext({ ports });
    completeStack(fake.world);
    // Somebody else's, and there to stay.
    fake.world.strangers.set(usualPorts.app, undefined);
    for (const step of [...localSteps, ...imageSteps]) {
      await expectSolvable(step, fake);
      for (const line of (await step.commands?.(fake.context)) ?? []) expect(line).not.toMatch(/localhost:8080|-p 8080:|(?<!PORT=8081 )npm start --prefix/);
    }
    expect(fake.world.calls).toContain('app.start 8081');
  });

  it('are what the lessons name, and no others', () => {
    const told = (chosen: typeof ports) =>
      loadCourse(lessons, allSteps, portWords(chosen)).chapters.flatMap(({ id, introduction, steps }) =>
        ['local', 'image', 'rollout'].includes(id)
          ? (['ja', 'en'] as const).flatMap((language) => [introduction[language], ...steps.flatMap(({ text }) => [text[language].title, text[language].prose, ...text[language].hints])])
          : [],
      );
    const count = (texts: readonly string[], number: number) => inside.reduce((text, stays) => text.replace(stays, ''), texts.join('\n')).split(String(number)).length - 1;
    const [usual, moved] = [told(usualPorts), told(localPortsFrom(9080))];
    expect(count(moved, 9080)).toBeGreaterThan(20);
    expect(count(moved, 9081)).toBeGreaterThan(8);
    expect(count(moved, 8081)).toBe(0);
    // What is left speaks of the inside of a container.
    for (const line of inside.reduce((text, stays) => text.replace(stays, ''), moved.join('\n')).split('\n')) if (line.includes('8080')) expect(line).toMatch(/container|inside|コンテナ|中|listen on 8080|^8080 のままで/);
    expect(usual.join('\n')).not.toContain('{{app');
  });

  it('a word that is not there is an error of the lesson', () => {
    expect(() => loadCourse(lessons, allSteps, { 'app-port': '1', 'second-port': '2' })).toThrow(LessonError);
    expect(() => loadCourse(lessons, allSteps, { 'app-port': '1', 'second-port': '2' })).toThrow(/02-local.*\{\{start-app\}\}/);
  });

  it('are offered as ports that there are', () => {
    expect(otherPortsCommand(usualPorts)).toBe('boyacky-lab start --app-port 9080');
    expect(otherPortsCommand(localPortsFrom(65_000))).toBe('boyacky-lab start --app-port 64000');
    expect(startCommand(usualPorts)).toBe('npm start --prefix boyacky');
    expect(startCommand(ports)).toBe('PORT=8081 npm start --prefix boyacky');
  });
});
