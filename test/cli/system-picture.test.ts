import stringWidth from 'string-width';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { systemPicture } from '../../src/cli/render/system-picture.js';
import { changedParts, partIds, type Part, type SystemView } from '../../src/workshop/picture/system-view.js';

const all = (part: Part): SystemView => Object.fromEntries(partIds.map((id) => [id, part])) as SystemView;
const nothing = all({ state: 'absent' });
const everything: SystemView = {
  ...all({ state: 'there' }),
  repository: { state: 'there', detail: '1.0, 1.1' },
  service: { state: 'coming', detail: '2/1 (:2 ×1 :1 ×1)' },
  'target-group': { state: 'failing', detail: '1 unhealthy' },
  table: { state: 'there', detail: '3' },
  cluster: { state: 'unknown' },
};
const draw = (view: SystemView, options: Partial<Parameters<typeof systemPicture>[1]> = {}) =>
  systemPicture(view, { language: 'en', width: 80, target: 'sandbox', plain: false, ...options }).map((line) => stripVTControlCharacters(line));

describe('the drawing of the system', () => {
  it.each([
    ['en', 80],
    ['ja', 80],
    ['en', 40],
    ['ja', 40],
  ] as const)('fits, in %s at %d columns', (language, width) => {
    for (const view of [nothing, everything]) for (const previous of [undefined, nothing]) for (const line of draw(view, { language, width, previous })) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
  });

  it('keeps its shape whatever is in it', () => {
    const edges = [nothing, everything].flatMap((view) => (['en', 'ja'] as const).flatMap((language) => draw(view, { language }).filter((line) => /^[+|]/.test(line)).map((line) => lastOf(line, 41))));
    expect(edges.length).toBeGreaterThan(30);
    expect(new Set(edges)).toEqual(new Set(['|', '+']));
  });

  it('says by marks, not by colour, what is there, coming, failing, unknown or not there', () => {
    const picture = draw(everything).join('\n');
    expect(picture).toContain('[x] ECR 1.0, 1.1');
    expect(picture).toContain('[~] service 2/1');
    expect(picture).toContain('[!] target group 1 unhealthy');
    expect(picture).toContain('[?] cluster');
    expect(draw(nothing).join('\n')).not.toContain('[x] E');
  });

  it('marks what is new and what has changed', () => {
    const after: SystemView = { ...everything, repository: { state: 'there', detail: '1.0, 1.1' } };
    const before: SystemView = { ...everything, repository: { state: 'there', detail: '1.0' }, listener: { state: 'absent' } };
    const picture = draw(after, { previous: before }).join('\n');
    expect(picture).toContain('ECR 1.0, 1.1 <*>');
    expect(picture).toContain('listener <NEW>');
    expect(picture.match(/<NEW>|<\*>/g)).toHaveLength(4);
    expect(changedParts(before, after)).toEqual(['listener', 'repository']);
    expect(draw(after, { previous: before, language: 'ja' }).join('\n')).toContain('<新>');
  });

  it('says of what has gone that it has gone', () => {
    expect(draw(nothing, { previous: everything }).join('\n')).toContain('[ ] VPC boyacky-vpc <GONE>');
    expect(draw(nothing, { previous: everything, language: 'ja' }).join('\n')).toContain('[ ] VPC boyacky-vpc <消>');
  });

  it.each(['en', 'ja'] as const)('shows both revisions of a roll-out whole, %s', (language) => {
    const rolling: SystemView = { ...everything, service: { state: 'coming', detail: '2/1 :12×1 :11×1' } };
    expect(draw(rolling, { previous: everything, language }).join('\n')).toContain('2/1 :12×1 :11×1 <*>');
  });

  it('is sentences where no drawing is wanted, the news first', () => {
    const [first, ...rest] = draw(everything, { previous: nothing, plain: true });
    expect(first).toMatch(/^New or changed: /);
    expect(rest.join(' ')).toContain('Failing: target group 1 unhealthy');
    expect(rest.join(' ')).not.toMatch(/[|[\]]|--/);
  });

  it('says what is simulated', () => {
    for (const plain of [true, false]) expect(draw(everything, { plain }).join(' ')).toContain('sandbox');
  });
});

/** The character that ends in this column. */
function lastOf(line: string, column: number): string | undefined {
  let used = 0;
  for (const character of line) {
    used += stringWidth(character);
    if (used >= column) return character;
  }
  return undefined;
}
