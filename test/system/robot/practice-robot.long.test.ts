import { describe, expect, it } from 'vitest';
import { makeWorkshopFolder } from '../workshop-folder.js';
import { studyCourse } from './robot-student.js';

describe.each([
  { columns: 80, rows: 24 },
  { columns: 40, rows: 24 },
])('a robot student with the practice engine, at $columns × $rows', { timeout: 1_200_000 }, (size) => {
  it('types its way through the whole course, and leaves nothing', async () => {
    const folder = makeWorkshopFolder();
    const { typed, asked } = await studyCourse(folder, { engine: 'practice', ...size });
    expect(typed).toBeGreaterThan(60);
    expect(asked).toBeGreaterThan(3);
  });
});
