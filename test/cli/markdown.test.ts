import stringWidth from 'string-width';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stripVTControlCharacters } from 'node:util';
import { renderMarkdown } from '../../src/cli/render/markdown.js';

const render = (markdown: string, width: number, withoutDrawings = false) => renderMarkdown(markdown, { width, withoutDrawings }).map((line) => stripVTControlCharacters(line));

describe('Markdown on a terminal', () => {
  it('takes the marks away and wraps', () => {
    expect(render('A **bold** word and `some code` here.', 20)).toEqual(['A bold word and some', 'code here.']);
  });

  it('joins lines of English with a blank and of Japanese with nothing', () => {
    expect(render('one\ntwo', 40)).toEqual(['one two']);
    expect(render('これは\nペンです。', 40)).toEqual(['これはペンです。']);
  });

  it.each([
    ['ソースコードから\nAWS のサービスまで', 'ソースコードから AWS のサービスまで'],
    ['まで、\nAWS のサービスを', 'まで、AWS のサービスを'],
    ['ここでは\n`aws`、\n`docker` と\n`curl`\nを使います。\n`git` は', 'ここでは aws、docker と curl を使います。git は'],
    ['これを\n**サービス**\nと呼び、\n**ECS** が', 'これをサービスと呼び、ECS が'],
  ])('puts a blank between Japanese and English: %j', (markdown, line) => {
    expect(render(markdown, 80)).toEqual([line]);
  });

  it('hangs the lines of a list', () => {
    expect(render('- one two three\n- four', 10)).toEqual(['- one two', '  three', '- four']);
  });

  it('aligns a table by display width', () => {
    const [, , first, second] = render('| 言葉 | 意味 |\n|---|---|\n| タグ | 名前 |\n| a | b |', 40);
    expect(first).toBe('タグ  名前');
    expect(second).toBe('a     b');
  });

  it('makes a list of a table that is too wide', () => {
    const lines = render('| a | b | c |\n|---|---|---|\n| one one | two two | three three |', 30);
    expect(lines).toEqual(['- a: one one', '  b: two two', '  c: three three']);
  });

  it('keeps a drawing as it is, or says that there is one', () => {
    const drawing = '```\n +--+\n |  |\n```';
    expect(render(drawing, 40)).toEqual(['   +--+', '   |  |']);
    expect(render(drawing, 40, true)[0]).toContain('drawing');
    expect(render(drawing, 4)[0]).toContain('drawing');
  });

  it('shows where a link leads', () => {
    expect(render('[Node](https://hub.docker.com/_/node)', 60)).toEqual(['Node (https://hub.docker.com/_/node)']);
  });
});

const lessons = fileURLToPath(new URL('../../lessons/boyacky', import.meta.url));
const files = readdirSync(lessons, { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap(({ name }) => [`${name}/ja.md`, `${name}/en.md`]);

describe.each(files)('%s', (file) => {
  it.each([80, 40])('fits into %d columns', (width) => {
    const markdown = readFileSync(`${lessons}/${file}`, 'utf8').replace(/^::(step\{.*\}|hint)$/gm, '');
    for (const line of render(markdown, width)) if (!mayStandOut(line)) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
  });
});

/** One word, as a shell counts words, is never cut, so that it can be copied; nor is the line of a quotation that goes over several. */
function mayStandOut(line: string): boolean {
  return /^\s*(?:- |\d+\. )?(?:[^\s'"]|'[^']*'|"[^"]*")+(?: \\)?$/.test(line) || (line.match(/'/g) ?? []).length % 2 === 1;
}
