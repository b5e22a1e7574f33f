import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { padToWidth, wrapSpans, wrapText } from '../../src/cli/render/wrap-text.js';
import { breaksOfCommand } from '../../src/cli/render/find-commands.js';
import { arnOf } from '../../src/workshop/commands/arn-of.js';

describe('wrapping', () => {
  it('breaks English at blanks', () => {
    expect(wrapText('the quick brown fox jumps', { width: 10 })).toEqual(['the quick', 'brown fox', 'jumps']);
  });

  it('breaks Japanese between characters, and never before a full stop', () => {
    expect(wrapText('あいうえおかき。', { width: 14 })).toEqual(['あいうえおか', 'き。']);
  });

  it('indents what follows', () => {
    expect(wrapText('one two three', { width: 9, indent: '- ', hanging: '  ' })).toEqual(['- one two', '  three']);
  });

  it('never cuts a name, an address or a path, nor breaks it at a hyphen; a table has to', () => {
    expect(wrapText('ab 0123456789 c', { width: 5 })).toEqual(['ab', '0123456789', 'c']);
    expect(wrapText('see image-tag-mutability', { width: 16 })).toEqual(['see', 'image-tag-mutability']);
    expect(wrapText('see src/boyaki.jsにある', { width: 14 })).toEqual(['see', 'src/boyaki.js', 'にある']);
    expect(wrapText('ab 0123456789', { width: 5, cut: true })).toEqual(['ab', '01234', '56789']);
  });

  it('keeps line ends that are there', () => {
    expect(wrapText('one\ntwo', { width: 40 })).toEqual(['one', 'two']);
  });

  it('paints each line by itself', () => {
    expect(wrapSpans([{ text: 'see ' }, { text: 'this long code', paint: (text) => `<${text}>` }], { width: 9 })).toEqual(['see <this>', '<long code>']);
  });

  it('keeps code together where it has room', () => {
    const code = { text: '/var/run/docker.sock', solid: true };
    expect(wrapSpans([{ text: 'the socket ' }, code], { width: 24 })).toEqual(['the socket', '/var/run/docker.sock']);
    expect(wrapSpans([{ text: 'it ' }, { text: 'a b/c', solid: true }], { width: 5 })).toEqual(['it a', 'b/c']);
  });

  it('is never wider than asked for, and loses no character but blanks', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b ', 'あ', '。', '「', '漢字', ' ', '-', '😀') });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (given, width) => {
        const lines = wrapText(given, { width });
        // A word that is longer than a line is never cut, and has its line for itself.
        for (const line of lines) if (!given.split(/[^!-~]+/).includes(line)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(given.replaceAll(' ', ''));
      }),
    );
  });
});

describe('a command', () => {
  const command = `aws ecs list-tasks --cluster boyacky-cluster --query 'tasks[].[a, b]' --output text | head -3`;
  /** What a shell makes of it. */
  const words = (text: string) => execFileSync('/bin/sh', ['-c', text.replace(/^aws/, 'set --').replace('| head -3', '') + '\nprintf "%s\\n" "$@"'], { encoding: 'utf8' });

  it('is broken between its words, and a shell reads it as one', () => {
    for (let width = 22; width < 120; width++) {
      const lines = wrapSpans([{ text: command, command: true }], { width, hanging: '  ' });
      const typed = lines.join('\n');
      expect(words(typed)).toBe(words(command));
      expect(typed).toContain(`'tasks[].[a, b]'`);
      for (const line of lines) if (!/^\s*(?:[^\s']|'[^']*')+(?: \\)?$/.test(line)) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
      if (width >= command.length) expect(lines).toEqual([command]);
    }
    expect(wrapSpans([{ text: command, command: true }], { width: 60, hanging: '  ' })).toEqual(['aws ecs list-tasks --cluster boyacky-cluster \\', `  --query 'tasks[].[a, b]' --output text | head -3`]);
  });

  it('whose word is what another prints is broken inside of that as well, and a shell reads it as one', () => {
    const nested = `aws elbv2 create-listener --port 80 --default-actions "Type=forward,TargetGroupArn=$(printf '%s %s' --names 'a b')" --protocol HTTP`;
    for (let width = 22; width < 160; width += 3) {
      const typed = wrapSpans([{ text: nested, command: true }], { width, hanging: '  ' }).join('\n');
      expect(words(typed)).toBe(words(nested));
    }
    const target = `aws elbv2 describe-target-health --target-group-arn "${arnOf.targetGroup}"`;
    for (const line of wrapSpans([{ text: target, command: true }], { width: 70, hanging: '  ' })) expect(stringWidth(line)).toBeLessThanOrEqual(70);
    // One that is left open goes on in the next line of the script.
    expect(breaksOfCommand('aws elbv2 describe-target-health --target-group-arn "$(aws elbv2', 30)).toEqual([]);
  });

  it('at the end of a sentence is one as well; a sentence that only names a program is none', () => {
    expect(wrapText(`next: ${command}`, { width: 49, hanging: '  ' })).toEqual(['next: aws ecs list-tasks \\', '  --cluster boyacky-cluster \\', `  --query 'tasks[].[a, b]' --output text \\`, '  | head -3']);
    expect(wrapText('次に: npx boyacky-lab hint foundation.create-stack', { width: 30, hanging: '  ' })).toEqual(['次に: npx boyacky-lab hint \\', '  foundation.create-stack']);
    expect(wrapText('docker refused: docker is not there, or you may not use it', { width: 30 })).toEqual(['docker refused: docker is not', 'there, or you may not use it']);
  });

  it('what no shell may read in pieces stays whole', () => {
    const quoted = `aws iam put-role-policy --policy-document '{"Version": "2012-10-17", "Statement": []}'`;
    for (const width of [20, 40, 80]) expect(wrapSpans([{ text: quoted, command: true }], { width }).join('\n')).toContain(`'{"Version": "2012-10-17", "Statement": []}'`);
  });
});

describe('padding', () => {
  it('counts full-width characters as two columns', () => {
    expect(padToWidth('実際', 6)).toBe('実際  ');
  });
});
