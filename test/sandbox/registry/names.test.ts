import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTarget } from '../../../src/sandbox/registry/http/target.js';
import { isDigest, isRepositoryName, isTag } from '../../../src/sandbox/registry/names.js';

const alphanumeric = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const separator = fc.constantFrom('.', '_', '__', '-', '--', '---');
const component = fc
  .tuple(alphanumeric, fc.array(fc.tuple(separator, alphanumeric), { maxLength: 3 }))
  .map(([first, rest]) => first + rest.map(([mark, text]) => mark + text).join(''));
const name = fc
  .array(component, { minLength: 1, maxLength: 4 })
  .map((components) => components.join('/'))
  .filter((text) => text.length >= 2 && text.length <= 256);
const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/);
const digest = fc.stringMatching(/^[a-f0-9]{64}$/).map((hex) => `sha256:${hex}`);

test('names of the grammar are names, and are found again in a path', () => {
  fc.assert(
    fc.property(name, tag, digest, (repository, label, hash) => {
      expect(isRepositoryName(repository)).toBe(true);
      expect(isTag(label)).toBe(true);
      expect(isDigest(hash)).toBe(true);
      expect(parseTarget(`/v2/${repository}/manifests/${label}`)).toEqual({ kind: 'manifest', name: repository, reference: label });
      expect(parseTarget(`/v2/${repository}/manifests/${encodeURIComponent(hash)}`)).toEqual({ kind: 'manifest', name: repository, reference: hash });
      expect(parseTarget(`/v2/${repository}/blobs/${hash}`)).toEqual({ kind: 'blob', name: repository, reference: hash });
      expect(parseTarget(`/v2/${repository}/blobs/uploads/`)).toEqual({ kind: 'uploads', name: repository });
      expect(parseTarget(`/v2/${repository}/blobs/uploads/abc`)).toEqual({ kind: 'upload', name: repository, reference: 'abc' });
      expect(parseTarget(`/v2/${repository}/tags/list`)).toEqual({ kind: 'tags', name: repository });
    }),
  );
});

test('nothing that is accepted can leave a folder or a line', () => {
  const nasty = fc.string({ unit: fc.constantFrom('a', '1', '/', '.', '..', '\\', '\n', '\0', '%', ':', '@', '-', '_', 'A', 'é') });
  fc.assert(
    fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
      if (isRepositoryName(text)) expect(text).toMatch(/^[a-z0-9](?!.*(\.\.|\/\/|\/\.|\.\/))[a-z0-9._/-]*[a-z0-9]$/);
      if (isTag(text)) expect(text).toMatch(/^[\w][\w.-]*$/);
      if (isTag(text) || isRepositoryName(text)) expect(text).not.toMatch(/[\n\r\0\\:@%]/);
    }),
    { numRuns: 1000 },
  );
});

test.each(['', 'a', 'A', 'a//b', '/ab', 'ab/', 'a..b', '.ab', 'ab.', 'a___b', 'a/../b', 'ab\n', 'x'.repeat(257)])('%j is no repository name', (text) => {
  expect(isRepositoryName(text)).toBe(false);
});

test('a path of any characters is read or refused, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const target = parseTarget(`/v2/${text}`);
      if (target !== undefined && target.kind !== 'base') expect(target.name).not.toBe('');
    }),
  );
});

// With a grammar that backtracks, these would not end within the time limit of a test.
test.each([`${'a-'.repeat(125)}a!`, `${'a'.repeat(250)}!`, `${'a/'.repeat(125)}!`])('a long name of almost the right form is refused', (text) => {
  expect(isRepositoryName(text)).toBe(false);
});
