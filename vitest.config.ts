import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { currentDocker } from './test/support/current-docker/place.js';

const generous = { testTimeout: 180_000, hookTimeout: 180_000 };
const patient = { testTimeout: 600_000, hookTimeout: 600_000 };
const notFast = ['test/**/*.{docker,online,long}.test.ts'];

export default defineConfig({
  test: {
    // Most of a test's time is waiting for a process, a port or a poll: twice as many at a time as there are cores.
    maxWorkers: availableParallelism() * 2,
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [...notFast, 'test/system/**'],
          ...generous,
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/system/*.test.ts'],
          exclude: notFast,
          // Each drives the built program, which uses the lesson's ports 8080 and 8081.
          fileParallelism: false,
          ...generous,
        },
      },
      {
        test: {
          name: 'long',
          // What takes minutes and needs neither an engine nor the network, but the lesson's ports: one at a time.
          include: ['test/**/*.long.test.ts'],
          fileParallelism: false,
          ...patient,
        },
      },
      {
        test: {
          name: 'docker',
          // One engine, one set of ports: side by side they would take each other's.
          include: ['test/**/*.{docker,online}.test.ts'],
          fileParallelism: false,
          ...patient,
        },
      },
      {
        test: {
          name: 'docker-current',
          // What listens to the engine's words or looks at its images, once more with a daemon of today.
          include: [
            'test/containers/cli-engine.docker.test.ts',
            'test/matrix/local-decoys.docker.test.ts',
            'test/system/{broken-image,docker-course,hand-built}.docker.test.ts',
            'test/system/robot/docker-robot.docker.test.ts',
          ],
          globalSetup: 'test/support/current-docker/global-setup.ts',
          env: currentDocker,
          fileParallelism: false,
          ...patient,
        },
      },
    ],
  },
});
