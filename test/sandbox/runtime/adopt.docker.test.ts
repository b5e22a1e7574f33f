import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCliEngine } from '../../../src/containers/cli/cli-engine.js';
import { createTaskRuntime } from '../../../src/sandbox/runtime/engine-task-runtime.js';
import type { TaskSpec } from '../../../src/sandbox/runtime/task-runtime.js';
import { until } from '../scheduler/boyacky.js';
import { createFakeWorld } from '../scheduler/fake-world.js';

const script = `
const { createServer } = require('node:http');
let n = 0;
setInterval(() => console.log('line ' + (n += 1)), 50);
createServer((_, response) => response.end('hello')).listen(8080);
process.on('SIGTERM', () => process.exit(7));
`;

describe('the task runtime on docker', () => {
  beforeAll(() => void execFileSync('bash', ['test/support/base-image/make-base-image.sh'], { stdio: 'ignore' }));

  it('takes up a container that a runtime before it started: address, output without a gap or a double, exit code', async () => {
    const world = await createFakeWorld();
    const engine = createCliEngine({ program: 'docker' });
    const task: TaskSpec = {
      taskId: 'adopted',
      clusterName: 'cluster',
      family: 'family',
      revision: 1,
      privateIp: '10.0.0.9',
      availabilityZone: '',
      taskRoleArn: undefined,
      executionRoleArn: undefined,
      architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
      containers: [
        {
          name: 'web',
          image: 'node:24-alpine',
          imageDigest: undefined,
          essential: true,
          environment: {},
          command: ['node', '-e', script],
          entryPoint: undefined,
          ports: [8080],
          memoryMiB: 256,
          cpus: 1,
          logs: { group: '/ecs/boyacky', region: 'ap-northeast-1', streamPrefix: 'ecs', createGroup: false },
          stopTimeoutSeconds: 5,
        },
      ],
    };
    const lines = () => world.logGroups.get('/ecs/boyacky')?.get('ecs/web/adopted') ?? [];
    let killed = false;
    const call: typeof world.context.call = (...args) => (killed ? new Promise(() => undefined) : world.context.call(...args));
    const first = createTaskRuntime({ ...world.context, call }, engine);
    const { containers } = await (await first.prepare(task, AbortSignal.timeout(300_000))).start();
    await until('some lines', () => Promise.resolve(lines().length > 5));

    // As after kill -9: the first one has no chance to tidy up, and does nothing any more.
    killed = true;
    const seenByFirst = lines().length;
    const second = createTaskRuntime(world.context, engine);
    world.context.network.detach(task.privateIp);
    expect(await second.adopt(task, containers)).toBe(true);
    const address = world.context.network.resolve('10.0.0.9', 8080);
    expect(await (await fetch(`http://${address?.host ?? ''}:${address?.port ?? 0}/`)).text()).toBe('hello');
    await until('more lines', () => Promise.resolve(lines().length > seenByFirst + 5));

    const [ended] = await second.stop('adopted');
    expect(lines()).toEqual(lines().map((_, index) => `line ${index + 1}`));
    expect(ended).toMatchObject({ name: 'web', exitCode: 7 });
    expect(await engine.inspectContainer(containers[0]?.runtimeId ?? '')).toBeUndefined();
    expect(world.context.network.resolve('10.0.0.9', 8080)).toBeUndefined();
    expect(await second.adopt(task, containers)).toBe(false);
  });
});
