import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemaErrors } from '../support/schema-errors.js';
import { makeWorkshopFolder } from './workshop-folder.js';

interface Report {
  readonly workshop: string;
  readonly target: string;
  readonly account: string;
  readonly results: readonly { id: string; verdict: string; observed?: string; fix?: string }[];
  readonly summary: Record<string, number>;
}

describe('the course with Node alone', { timeout: 300_000 }, () => {
  it('can be kept, verified as homework, and cleaned up later', async () => {
    const folder = makeWorkshopFolder();
    const kept = await folder.run(['start', '--yes', '--engine', 'practice', '--keep', '--lang', 'ja']);
    expect(kept.exitCode, kept.stderr).toBe(0);

    const verified = await folder.run(['verify', '--format', 'json', '--lang', 'en']);
    expect(schemaErrors('verify-report', verified.stdout)).toEqual([]);
    expect(verified.stdout).not.toContain('123456789012');
    const report = JSON.parse(verified.stdout) as Report;
    expect(report.results.filter(({ verdict }) => verdict !== 'done')).toEqual([]);
    expect(verified.exitCode).toBe(0);
    expect(report).toMatchObject({ workshop: 'boyacky', target: 'sandbox', summary: { done: report.results.length, notYet: 0, waiting: 0, cannotTell: 0 } });
    expect(report.account).toMatch(/^\*{8}\d{4}$/);

    const again = await folder.run(['start', '--yes', '--keep']);
    expect(again.exitCode, again.stderr).toBe(0);
    expect(folder.ledger().filter(({ event, kind }) => event === 'created' && kind === 'service')).toHaveLength(1);

    const dry = await folder.run(['cleanup', '--dry-run', '--lang', 'en']);
    expect(dry.stderr).toContain('boyacky-stack');
    const planned = await folder.run(['cleanup', '--dry-run', '--format', 'json']);
    expect(schemaErrors('plan', planned.stdout)).toEqual([]);
    expect((JSON.parse(planned.stdout) as { plan: { kind: string }[] }).plan.map(({ kind }) => kind)).toContain('stack');
    expect((await folder.run(['verify', 'foundation.create-stack'])).exitCode).toBe(0);

    const cleaned = await folder.run(['cleanup', '--yes', '--format', 'json']);
    expect(schemaErrors('receipt', cleaned.stdout)).toEqual([]);
    const receipt = JSON.parse(cleaned.stdout) as { left: number; resources: { kind: string; result: string }[] };
    expect(receipt.left).toBe(0);
    const kinds = receipt.resources.map(({ kind }) => kind);
    for (const kind of ['service', 'listener', 'target-group', 'cluster', 'task-definition', 'repository', 'role', 'stack', 'table', 'local-image']) expect(kinds).toContain(kind);
    expect(cleaned.exitCode).toBe(0);
    // What the learner wrote stays.
    expect(existsSync(`${folder.root}/boyacky/Dockerfile`)).toBe(true);
  });
});
