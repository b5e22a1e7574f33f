import { describe, expect, it } from 'vitest';
import { decideMode } from '../../src/cli/io/terminal-mode.js';

const terminal = { stdin: { isTTY: true }, stderr: { isTTY: true } };

describe('how the program may write', () => {
  it('draws over on a terminal', () => {
    expect(decideMode({}, { TERM: 'xterm-256color' }, terminal)).toEqual({ interactive: true, plain: false, readAloud: false });
  });

  it.each([
    ['no terminal to read from', {}, { stdin: {}, stderr: { isTTY: true } }],
    ['no terminal to write to', {}, { stdin: { isTTY: true }, stderr: {} }],
  ])('appends, and asks nobody: %s', (_, env, streams) => {
    expect(decideMode({}, env, streams)).toEqual({ interactive: false, plain: true, readAloud: false });
  });

  it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }, { CI: 'true' }])('appends, and still asks: %j', (env) => {
    expect(decideMode({}, env, terminal)).toEqual({ interactive: true, plain: true, readAloud: false });
  });

  it.each([{ NO_COLOR: '' }, { CI: 'false' }, { ACCESSIBLE: '0' }])('is not moved by %j', (env) => {
    expect(decideMode({}, env, terminal)).toMatchObject({ plain: false, readAloud: false });
  });

  it('is made to be read aloud by --plain and by ACCESSIBLE', () => {
    expect(decideMode({ plain: true }, {}, terminal)).toMatchObject({ plain: true, readAloud: true });
    expect(decideMode({}, { ACCESSIBLE: '1' }, terminal)).toMatchObject({ plain: true, readAloud: true });
  });
});
