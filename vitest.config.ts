import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const generous = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Left to itself it would keep a core free, and of two use one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.docker.test.ts', 'test/**/*.long.test.ts', 'test/system/**'],
          ...generous,
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/system/*.test.ts'],
          exclude: ['test/**/*.docker.test.ts', 'test/**/*.long.test.ts'],
          // Each drives the built program, which uses the lesson's ports 8080 and 8081.
          fileParallelism: false,
          ...generous,
        },
      },
      {
        test: {
          name: 'docker',
          // What needs the engine, and what takes long: after the suite that everybody runs.
          include: ['test/**/*.docker.test.ts', 'test/**/*.long.test.ts'],
          // One engine, one set of ports: side by side they would take each other's.
          fileParallelism: false,
          ...generous,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
