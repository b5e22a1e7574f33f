import { defineConfig } from 'vitest/config';

const generous = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.docker.test.ts'],
          ...generous,
        },
      },
      {
        test: {
          name: 'docker',
          include: ['test/**/*.docker.test.ts'],
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
