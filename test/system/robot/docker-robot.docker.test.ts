import { beforeAll, describe, expect, it } from 'vitest';
import { docker, lines, requireEngine } from '../docker-support/engine.js';
import { makeWorkshopFolder } from '../workshop-folder.js';
import { studyCourse } from './robot-student.js';

beforeAll(requireEngine);

describe.each([
  { columns: 80, rows: 24 },
  { columns: 40, rows: 24 },
])('a robot student with docker, at $columns × $rows', { timeout: 1_200_000 }, (size) => {
  it('types its way through the whole course, and leaves nothing', async () => {
    const folder = makeWorkshopFolder();
    const before = await leftovers();
    const { typed } = await studyCourse(folder, { engine: 'docker', ...size });
    expect(typed).toBeGreaterThan(60);
    expect(added(before, await leftovers())).toEqual([]);
  });
});

/** Names of images and containers, whoever's they are. */
async function leftovers(): Promise<readonly string[]> {
  const [images, containers] = await Promise.all([
    docker(['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}']),
    docker(['container', 'ls', '-a', '--format', '{{.Names}}']),
  ]);
  return [...lines(images), ...lines(containers)].sort();
}

/** What is there now and was not before; what others take away meanwhile is their affair. */
function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const known = [...before];
  return after.filter((name) => {
    const at = known.indexOf(name);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}
