import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLineReader } from '../../src/cli/io/line-reader.js';
import { createPlainPrompts } from '../../src/cli/io/plain-prompts.js';

const choices = [
  { value: 'run', name: 'run it for me' },
  { value: 'skip', name: 'skip' },
] as const;
const never = new AbortController().signal;

function ask(...lines: string[]) {
  const input = new PassThrough();
  for (const line of lines) input.write(`${line}\n`);
  input.end();
  const said: string[] = [];
  return { prompts: createPlainPrompts(createLineReader(input), (line) => said.push(line), (text) => text.en), said };
}

describe('plain prompts', () => {
  it('number the choices and take a number', async () => {
    const { prompts, said } = ask('2');
    await expect(prompts.choose('What next?', choices, never)).resolves.toBe('skip');
    expect(said).toEqual(['What next?', '  1. run it for me', '  2. skip', 'Number, then Enter:']);
  });

  it('ask again for what is no number of a choice, and lose nothing', async () => {
    const { prompts, said } = ask('x', '7', '1');
    await expect(prompts.choose('What next?', choices, never)).resolves.toBe('run');
    expect(said.filter((line) => line === 'A number from 1 to 2, please.')).toHaveLength(2);
  });

  it('take a command line at a step, and Enter for the first entry', async () => {
    const { prompts } = ask('docker image ls', '', '9', '2');
    await expect(prompts.chooseOrType('?', choices, 'help', never)).resolves.toEqual({ typed: 'docker image ls' });
    await expect(prompts.chooseOrType('?', choices, 'help', never)).resolves.toEqual({ chosen: 'run' });
    await expect(prompts.chooseOrType('?', choices, 'help', never)).resolves.toEqual({ chosen: 'skip' });
  });

  it.each([
    ['y', true],
    ['はい', true],
    ['n', false],
    ['', false],
  ])('confirm: %j is %s', async (line, yes) => {
    await expect(ask(line).prompts.confirm('Delete?', never)).resolves.toBe(yes);
  });

  it('an input that ends is an interruption, not an answer', async () => {
    await expect(ask().prompts.confirm('Delete?', never)).rejects.toMatchObject({ code: 'interrupted', exitCode: 130 });
  });

  it('never write an escape sequence', async () => {
    const { prompts, said } = ask('1', '');
    await prompts.choose('?', choices, never);
    await prompts.pause('Go on', never);
     
    for (const line of said) expect(line).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe('the line reader', () => {
  it('gives lines one by one, whatever pieces they come in, and the rest at the end', async () => {
    const input = new PassThrough();
    const reader = createLineReader(input);
    const first = reader.read(never);
    for (const piece of [Buffer.from('あ').subarray(0, 1), Buffer.from('あ').subarray(1), 'b\r\nse', 'cond\nla']) input.write(piece);
    expect(await first).toBe('あb');
    expect(await reader.read(never)).toBe('second');
    input.end('st');
    expect(await reader.read(never)).toBe('last');
    expect(await reader.read(never)).toBeUndefined();
  });

  it('can be called off, and what comes later is for the next one', async () => {
    const input = new PassThrough();
    const reader = createLineReader(input);
    const leave = new AbortController();
    const waiting = reader.read(leave.signal);
    leave.abort(new Error('done'));
    await expect(waiting).rejects.toThrow('done');
    input.write('later\n');
    expect(await reader.read(never)).toBe('later');
  });
});
