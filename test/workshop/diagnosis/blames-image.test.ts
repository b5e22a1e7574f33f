import { expect, it } from 'vitest';
import { blameOnImage, imageTroubles } from '../../../src/workshop/diagnosis/blames-image.js';
import { eventTable } from '../../../src/workshop/diagnosis/event-table.js';
import { stopTable } from '../../../src/workshop/diagnosis/stop-table.js';

it('each trouble that may be the image’s fault is one that is told', () => {
  const told = [...stopTable, ...eventTable].map(({ id }) => id);
  expect(imageTroubles.filter((id) => !told.includes(id))).toEqual([]);
});

it('another CPU is mended by another build, a program that ends by other files, a missing role by neither', () => {
  expect(['wrong-cpu', 'exit-1', 'role-not-assumable'].map((id) => blameOnImage({ id }))).toEqual(['build', 'files', undefined]);
});
