import { describe, expect, it } from 'vitest';
import { refuseMove, settle } from '../../src/cli/settings.js';
import { UserError } from '../../src/shared/user-error.js';
import type { ProgressState } from '../../src/workshop/progress.js';

const known: ProgressState = {
  schemaVersion: 1,
  owner: 'hanako',
  language: 'ja',
  target: 'sandbox',
  engine: 'docker',
  region: 'us-east-1',
  pace: 'fast',
  witnessed: {},
  facts: {},
  answers: {},
};

describe('settings', () => {
  it('are the usual ones where nobody said anything', () => {
    expect(settle({}, undefined, { USER: 'taro' })).toEqual({ target: 'sandbox', engine: 'auto', language: 'en', region: 'ap-northeast-1', owner: 'taro', pace: 'fast', profile: undefined, endpointUrl: undefined, appPort: 8080 });
  });

  it('are remembered by the workspace, and overridden by flags', () => {
    const env = { LANG: 'en_US.UTF-8', AWS_REGION: 'eu-west-1', USER: 'taro' };
    expect(settle({}, known, env)).toMatchObject({ owner: 'hanako', language: 'ja', engine: 'docker', region: 'us-east-1' });
    expect(settle({ lang: 'en', region: 'eu-west-1', engine: 'practice' }, known, env)).toMatchObject({ language: 'en', region: 'eu-west-1', engine: 'practice' });
    expect(settle({}, undefined, env)).toMatchObject({ region: 'eu-west-1' });
  });

  it.each([
    ['ja_JP.UTF-8', 'ja'],
    ['C.UTF-8', 'en'],
    ['', 'en'],
  ])('speak the language of LANG=%s: %s', (LANG, language) => {
    expect(settle({}, undefined, { LANG }).language).toBe(language);
  });

  it('make an owner that AWS takes for a tag value', () => {
    expect(settle({}, undefined, { USER: '山田 太郎<x>' }).owner).toMatch(/^[A-Za-z0-9_.@-]{1,40}$/);
  });

  it('may not move while something exists where they were', () => {
    const moved = settle({ region: 'eu-west-1' }, known, {});
    expect(() => refuseMove(moved, known, true)).toThrow(UserError);
    expect(() => refuseMove(moved, known, false)).not.toThrow();
    expect(() => refuseMove(settle({ lang: 'en' }, known, {}), known, true)).not.toThrow();
  });
});
