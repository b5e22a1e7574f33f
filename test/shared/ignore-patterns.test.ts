import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIgnoreFile } from '../../src/containers/practice/build/read-patterns.js';
import { DockerSyntaxError } from '../../src/shared/docker-syntax-error.js';
import { matchIgnorePatterns } from '../../src/shared/ignore-patterns.js';

describe('.dockerignore', () => {
  it.each([
    // patterns, left out, kept
    ['node_modules', ['node_modules', 'node_modules/a/b.js'], ['packages/a/node_modules', 'node_modules2']],
    ['/node_modules/', ['node_modules/a.js'], ['a/node_modules']],
    ['**/node_modules', ['node_modules', 'a/node_modules/x', 'a/b/node_modules'], ['a/node_modules2']],
    ['*.md', ['README.md'], ['docs/README.md', 'README.mdx']],
    ['**/*.md', ['README.md', 'docs/a/README.md'], ['a.txt']],
    ['*.md\n!README.md', ['a.md'], ['README.md']],
    ['!README.md\n*.md', ['README.md'], []],
    ['docs\n!docs/keep.txt', ['docs/a.txt', 'docs'], ['docs/keep.txt']],
    ['*\n!src\n!package.json\nsrc/*.test.js', ['test/a.js', 'src/a.test.js'], ['src', 'src/a.js', 'package.json']],
    ['temp?', ['tempa', 'temp1/x'], ['temp', 'tempab']],
    ['[a-c]x', ['ax', 'cx'], ['dx']],
    ['[^a]x', ['bx'], ['ax']],
    ['# comment\n\n  .git  \n', ['.git/HEAD'], ['# comment', '.gitignore']],
    ['#x\n\\#x', ['#x'], []],
    ['./a/../b', ['b'], ['a']],
    ['a/**', ['a/b', 'a/b/c'], ['a', 'ab']],
    ['a/**/z', ['a/z', 'a/b/c/z'], ['z']],
    ['.', [], ['a']],
    ['\uFEFF.git', ['.git'], []],
    ['a.b', ['a.b'], ['axb']],
    ['(x)+', ['(x)+'], ['xx']],
  ])('%j', (patterns, leftOut, kept) => {
    const ignored = matchIgnorePatterns(patterns);
    expect(leftOut.filter((path) => !ignored(path))).toEqual([]);
    expect(kept.filter(ignored)).toEqual([]);
  });

  it('says which line is no pattern', () => {
    expect(() => matchIgnorePatterns('ok\n[a')).toThrow(expect.objectContaining({ line: 2, message: 'syntax error in pattern: "[a"' }));
    expect(() => readIgnoreFile('ok\n[a')).toThrow(/error checking context: syntax error in pattern: "\[a" \(\.dockerignore line 2\)/);
    expect(() => matchIgnorePatterns('!')).toThrow(/illegal exclusion pattern/);
  });

  it('never fails in another way', () => {
    const piece = fc.constantFrom('*', '**', '/', '[', ']', '^', '-', '!', '\\', 'a', '.', '..', '?', '\n', '(', '+', '$');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 15 }), fc.array(piece, { maxLength: 8 }), (patterns, path) => {
        try {
          expect(matchIgnorePatterns(patterns.join(''))(path.join(''))).toBeTypeOf('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(DockerSyntaxError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
