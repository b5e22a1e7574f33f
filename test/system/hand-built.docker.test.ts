import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeDockerCourse, type DockerCourse } from './docker-support/course.js';
import { docker, lines, requireEngine } from './docker-support/engine.js';

const image = 'boyacky/web-app';

interface Report {
  readonly results: readonly { id: string; verdict: string }[];
}

describe('images that are built by hand', { timeout: 600_000 }, () => {
  beforeAll(requireEngine);

  it('are pushed, scanned, told from an unchanged build, rolled out, and gone after the clean-up', async () => {
    const before = await allImages();
    const course = makeDockerCourse('by-hand');
    const { folder } = course;
    const { type, solve, verdictsOf } = makeHands(course);
    await start(course, 'local.stop');
    await solve('image.dockerfile', 'image.ignore', 'ecr.repository', 'ecr.login');
    const app = join(folder.root, 'boyacky');
    const uri = `${new URL(folder.endpoint()?.url ?? '').host}/${image}`;

    await type('image', 'build', '-t', image, app);
    await type('tag', `${image}:latest`, `${uri}:1.0`);
    await type('push', `${uri}:1.0`);
    expect(await verdictsOf('image.build', 'ecr.tag', 'ecr.push', 'ecr.digest')).toEqual(['image.build done', 'ecr.tag done', 'ecr.push done', 'ecr.digest done']);
    await solve('ecr.scan');

    // Nothing has changed: on a daemon of today its id is another one all the same.
    await type('image', 'build', '-t', `${image}:1.1`, app);
    expect(await verdictsOf('rollout.build', 'ecr.scan')).toEqual(['ecr.scan done', 'rollout.build not-yet']);
    // The rest of chapter 3 and the service, with images of the program beside those by hand.
    await start(course, 'rollout.fix');
    expect(await verdictsOf('rollout.build')).toEqual(['rollout.build not-yet']);
    await type('image', 'build', '-t', `${image}:1.1`, app);
    await type('tag', `${image}:1.1`, `${uri}:1.1`);
    await type('push', `${uri}:1.1`);
    expect(await verdictsOf('rollout.build', 'rollout.push', 'rollout.digests')).toEqual(['rollout.build done', 'rollout.push done', 'rollout.digests done']);
    await solve('rollout.register', 'rollout.update', 'rollout.watch');
    expect((await fetch(await course.listenerUrl())).headers.get('x-boyacky-version')).toBe('1.1.0');

    const cleaned = await folder.run(['cleanup', '--yes', '--format', 'json']);
    const { left, perhapsYours = [] } = JSON.parse(cleaned.stdout) as { left: number; perhapsYours?: { kind: string; id: string }[] };
    expect(left).toBe(0);
    // What lost its name to a build by hand is told of, and goes as it is told.
    const nameless = perhapsYours.filter(({ kind }) => kind === 'local-image').map(({ id }) => id);
    if (nameless.length > 0) await docker(['image', 'rm', ...nameless]);
    expect((await allImages()).filter((each) => !before.includes(each))).toEqual([]);
    expect(await course.leftInEngine()).toEqual([]);
  });
});

/** As typed by the learner in a terminal of their own: nothing of the program's environment. */
function makeHands({ folder }: DockerCourse) {
  const env = { HOME: folder.home, DOCKER_CONFIG: join(folder.home, '.docker') };
  return {
    type: (...args: readonly string[]) => docker(args, { env }),
    solve: async (...steps: readonly string[]) => {
      for (const step of steps) {
        const { exitCode, stderr } = await folder.run(['solve', step], { timeoutMs: 300_000 });
        expect(exitCode, `${step}: ${stderr.slice(-3000)}`).toBe(0);
      }
    },
    verdictsOf: async (...steps: readonly string[]) => {
      const { stdout } = await folder.run(['verify', ...steps, '--format', 'json']);
      return (JSON.parse(stdout) as Report).results.map(({ id, verdict }) => `${id} ${verdict}`);
    },
  };
}

async function start({ folder, start: args }: DockerCourse, until: string): Promise<void> {
  const { exitCode, stderr } = await folder.run([...args, '--until', until], { timeoutMs: 400_000 });
  expect(exitCode, stderr.slice(-4000)).toBe(0);
}

/** Every image with its names: an id, or what else it is called. */
async function allImages(): Promise<readonly string[]> {
  return [...new Set(lines(await docker(['image', 'ls', '-a', '--no-trunc', '--digests', '--format', '{{.ID}} {{.Repository}}:{{.Tag}} {{.Digest}}'])))];
}
