import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { currentDocker } from './test/support/current-docker/place.js';

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
      {
        test: {
          name: 'docker-current',
          // What listens to the engine's words or looks at its images, once more with a daemon of today.
          include: [
            'test/containers/cli-engine.docker.test.ts',
            'test/course/course.docker.test.ts',
            'test/matrix/local-decoys.docker.test.ts',
            'test/system/{broken-image,docker-course,hand-built}.docker.test.ts',
            'test/system/robot/docker-robot.docker.test.ts',
          ],
          globalSetup: 'test/support/current-docker/global-setup.ts',
          env: currentDocker,
          fileParallelism: false,
          ...generous,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
