import { describe, expect, it } from 'vitest';
import { formatTemplate } from '../../../src/cli/docker-shim/render/format-template.js';
import { ago, humanDuration, humanSize } from '../../../src/cli/docker-shim/render/human.js';
import { renderTable } from '../../../src/cli/docker-shim/render/table.js';

const document = { Id: 'sha256:ab', Size: 12, RepoDigests: ['a@sha256:1', 'b@sha256:2'], Config: { Cmd: ['node', 'x.js'], Labels: { 'boyacky-lab.owner': 'me' } } };

describe('--format', () => {
  it.each([
    ['{{.Id}} {{.Size}}', 'sha256:ab 12'],
    ['{{ .Config.Cmd }}', '[node x.js]'],
    ['{{.RepoDigests}}', '[a@sha256:1 b@sha256:2]'],
    ['{{json .Config.Cmd}}', '["node","x.js"]'],
    ['{{.Config.Cmd | json}}', '["node","x.js"]'],
    ['{{json .}}', JSON.stringify(document)],
    ['{{len .RepoDigests}}', '2'],
    ['{{index .RepoDigests 0}}', 'a@sha256:1'],
    ['{{index .Config.Labels "boyacky-lab.owner"}}', 'me'],
    ['{{join .Config.Cmd " "}}', 'node x.js'],
    ['{{upper .Id}}', 'SHA256:AB'],
    ['{{.Config.Labels}}', 'map[boyacky-lab.owner:me]'],
    ['plain', 'plain'],
  ])('%s', (template, expected) => {
    expect(formatTemplate(template, document)).toBe(expected);
  });

  it.each([['{{.Nope}}', 'no field Nope'], ['{{.Config.Nope}}', 'no field Nope'], ['{{range .RepoDigests}}x{{end}}', '{{range …}} in --format is not supported'], ['{{$x}}', 'in --format is not supported'], ['{{.Id', 'unclosed action']])(
    '%s is refused',
    (template, words) => {
      expect(() => formatTemplate(template, document)).toThrow(words);
    },
  );
});

describe('numbers as docker prints them', () => {
  it.each([[0, '0B'], [999, '999B'], [1000, '1kB'], [48_330, '48.3kB'], [8_970_123, '8.97MB'], [143_400_000, '143MB']])('%s bytes', (bytes, text) => {
    expect(humanSize(bytes)).toBe(text);
  });

  it.each([[10, 'Less than a second'], [1000, '1 second'], [59_000, '59 seconds'], [61_000, 'About a minute'], [300_000, '5 minutes'], [3_600_000, 'About an hour'], [10 * 3_600_000, '10 hours'], [72 * 3_600_000, '3 days']])('%s ms', (duration, text) => {
    expect(humanDuration(duration)).toBe(text);
  });

  it('has a word for no date', () => {
    expect(ago(new Date(0).toISOString(), Date.now())).toBe('N/A');
    expect(ago(new Date(1000).toISOString(), 6000)).toBe('5 seconds ago');
  });
});

it('a table is as wide as its widest cells', () => {
  expect(renderTable([['REPOSITORY', 'TAG'], ['a', 'latest']])).toBe('REPOSITORY   TAG\na            latest\n');
});
