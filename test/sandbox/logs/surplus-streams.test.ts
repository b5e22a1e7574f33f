import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogsState } from '../../../src/sandbox/logs/state.js';
import { surplusStreams } from '../../../src/sandbox/logs/surplus-streams.js';
import type { EventFile } from '../../../src/sandbox/logs/event-file.js';
import { makeTempDir } from '../../support/temp-dir.js';
import { testContext } from '../cloudformation/test-stack.js';

const stream = (name: string, createdAt = 0) => ({ group: 'g', name, createdAt, fileId: name });

describe('the streams of a log group', () => {
  const cases: readonly { it: string; files: Record<string, { bytes: number; changedAt: number } | number>; streams: number; bytes: number; gone: string[] }[] = [
    { it: 'all stay within the limits', files: { a: { bytes: 5, changedAt: 1 }, b: { bytes: 5, changedAt: 2 } }, streams: 2, bytes: 10, gone: [] },
    { it: 'too many: that which was written to longest ago goes, not the oldest', files: { a: { bytes: 1, changedAt: 9 }, b: { bytes: 1, changedAt: 2 }, c: { bytes: 1, changedAt: 3 } }, streams: 2, bytes: 10, gone: ['b'] },
    { it: 'too large: the same', files: { a: { bytes: 6, changedAt: 3 }, b: { bytes: 4, changedAt: 2 }, c: { bytes: 1, changedAt: 1 } }, streams: 9, bytes: 10, gone: ['c'] },
    { it: 'one without a line is as old as it is', files: { a: 5, b: { bytes: 1, changedAt: 4 }, c: 3 }, streams: 2, bytes: 10, gone: ['c'] },
  ];
  it.each(cases)('$it', ({ files, streams, bytes, gone }) => {
    const all = Object.entries(files).map(([name, file]) => stream(name, typeof file === 'number' ? file : 0));
    const fileOf = ({ name }: { name: string }): EventFile => {
      const found = files[name];
      return { onDisk: () => (typeof found === 'object' ? found : undefined) } as EventFile;
    };
    expect(surplusStreams(all, fileOf, { streams, bytes }).map(({ name }) => name)).toEqual(gone);
  });

  it('do not grow in number with the tasks that come and go, nor do their files', () => {
    const folder = makeTempDir();
    const context = { ...testContext(), directory: (name: string) => (mkdirSync(join(folder, name), { recursive: true }), join(folder, name)) };
    const state = createLogsState(context);
    state.saveGroup({ name: 'g', createdAt: 0, logGroupClass: 'STANDARD', tags: {} });
    state.saveGroup({ name: 'other', createdAt: 0, logGroupClass: 'STANDARD', tags: {} });
    state.createStream('other', 'first');
    for (let n = 0; n < 520; n += 1) {
      state.createStream('g', `s${n}`);
      state.fileOf(state.getStream('g', `s${n}`)).append([{ timestamp: n, ingestionTime: n, message: 'x' }]);
    }
    expect(state.streamsOf('g')).toHaveLength(500);
    expect(readdirSync(join(folder, 'logs'))).toHaveLength(500);
    expect(state.findStream('g', 's519')).toBeDefined();
    expect(state.streamsOf('other')).toHaveLength(1);
  });
});
