import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { factOf, type Fact } from '../../src/workshop/fact.js';
import { openProgress, readProgress } from '../../src/workshop/progress.js';
import { allSteps } from '../../src/workshop/steps/all-steps.js';
import { makeTempDir } from '../support/temp-dir.js';

const initial = { owner: 'me', language: 'en', target: 'sandbox', engine: 'auto', region: 'ap-northeast-1', pace: 'fast' } as const;
const ids = allSteps.map(({ id }) => id);
const source = fileURLToPath(new URL('../../src/workshop', import.meta.url));

/** Every call of factOf in the program, by what it is given. */
const declared = ((): readonly Fact[] => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.flatMap((name) => [...readFileSync(join(source, name), 'utf8').matchAll(/factOf\('([^']*)', '([^']*)'\)/g)].map(([, step = '', fact = '']) => ({ step, name: fact })));
})();

function progressWith(facts: unknown) {
  const file = join(makeTempDir(), 'progress.json');
  writeFileSync(file, JSON.stringify({ ...initial, schemaVersion: 1, witnessed: {}, answers: {}, facts }));
  return file;
}

describe('facts', () => {
  it('belong to a step of the course, each of them', () => {
    expect(declared.length).toBeGreaterThan(20);
    expect(declared.filter(({ step }) => !ids.includes(step))).toEqual([]);
  });

  it('are forgotten with their step, all of them, and those of the others stay', () => {
    const progress = openProgress(join(makeTempDir(), 'progress.json'), initial, { keep: false });
    for (const fact of declared) progress.remember(fact, 'noted');
    for (const [index, id] of ids.entries()) {
      progress.forget(id);
      expect(declared.filter((fact) => progress.fact(fact) !== undefined).map(({ step }) => step).filter((step) => ids.indexOf(step) <= index)).toEqual([]);
      expect(declared.filter(({ step }) => ids.indexOf(step) > index).every((fact) => progress.fact(fact) === 'noted')).toBe(true);
    }
    expect(progress.state.facts).toEqual({});
  });

  it('of a file of before go to their steps; what belongs to none is dropped', () => {
    const old = { 'image.first': 'sha256:1', 'image.first-ignored': 'true', 'image.second': 'sha256:2', 'ecr.image': 'sha256:1', 'local.boyakis': 'a b', 'foreign-revisions': '7', 'rollout.watch.both': 'PRIMARY', lonely: 'x', 'local.post.at': 5 };
    const file = progressWith(old);
    expect(readProgress(file)?.facts).toEqual({
      'image.build': { first: 'sha256:1', 'first-ignored': 'true' },
      'image.rebuild': { second: 'sha256:2' },
      'ecr.tag': { image: 'sha256:1' },
      'local.post': { boyakis: 'a b' },
      'taskdef.register': { 'foreign-revisions': '7' },
      'rollout.watch': { both: 'PRIMARY' },
    });
    const progress = openProgress(file, initial);
    progress.remember(factOf('image.build', 'first'), 'sha256:3');
    expect(readProgress(file)?.facts['image.build']).toEqual({ first: 'sha256:3', 'first-ignored': 'true' });
  });

  it.each([[{ constructor: 'x', __proto__: 'y' }], [{ 'image.build': { first: 5, deep: {} } }], [{ 'image.build': null }], [{ 'image.build': ['x'] }]])('that are none do no harm: %j', (facts) => {
    const read = readProgress(progressWith(facts))?.facts;
    expect(openProgress(progressWith(facts), initial).fact(factOf('image.build', 'first'))).toBeUndefined();
    expect(Object.keys(read ?? {}).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('a step', () => {
  it('rests on earlier steps of the course only', () => {
    for (const [index, { id, restsOn = [] }] of allSteps.entries()) {
      for (const each of restsOn) expect(ids.slice(0, index), `${id} rests on ${each}`).toContain(each);
    }
  });
});
