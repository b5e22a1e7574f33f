import { systemClock } from '../../../src/shared/clock.js';
import { openCloudformation, type Cloudformation } from '../../../src/sandbox/cloudformation/cloudformation.js';
import { createStack } from '../../../src/sandbox/cloudformation/operations/create-stack.js';
import { deleteStack } from '../../../src/sandbox/cloudformation/operations/delete-stack.js';
import { updateStack } from '../../../src/sandbox/cloudformation/operations/update-stack.js';
import type { SandboxContext } from '../../../src/sandbox/context.js';
import { createCredentials } from '../../../src/sandbox/identity/credentials.js';
import { createNetwork } from '../../../src/sandbox/network.js';
import { paceOf } from '../../../src/sandbox/pace.js';
import type { RequestContext } from '../../../src/sandbox/service.js';
import { openJournalStore } from '../../../src/sandbox/store/journal-store.js';
import type { Store } from '../../../src/sandbox/store/store.js';
import { vi } from 'vitest';
import type { FakeType } from './fake-provider.js';

export const request: RequestContext = { requestId: 'test', principal: { kind: 'owner', arn: 'arn:aws:iam::123456789012:user/learner', userId: 'AIDA' } };

export function testContext(store: Store = openJournalStore()): SandboxContext {
  const account = { id: '123456789012', region: 'ap-northeast-1', zones: ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'] };
  return {
    account,
    clock: systemClock,
    pace: { ...paceOf('fast'), ms: (realMs) => Math.min(realMs / 6000, 50), backOffMs: (realMs) => realMs / 6000 },
    store,
    network: createNetwork(),
    credentials: createCredentials(store, systemClock, account.id),
    endpoint: { host: '127.0.0.1:4599', port: 4599, url: 'http://127.0.0.1:4599' },
    directory: () => {
      throw new Error('no folder in this test');
    },
    call: () => Promise.reject(new Error('no other service in this test')),
    taggedResources: () => Promise.resolve([]),
    log: () => undefined,
  };
}

/** CloudFormation with one resource type, Test::Thing, and short ways to use it. */
export function testCloudformation(fake: FakeType, store?: Store) {
  const cloudformation: Cloudformation = openCloudformation(testContext(store), new Map([[fake.provider.type, fake.provider]]));
  const { stacks } = cloudformation;
  const statusOf = (id: string) => stacks.get(id).status;
  return {
    cloudformation,
    create: async (resources: string, options: Partial<Parameters<ReturnType<typeof createStack>>[0]> = {}) => {
      const { StackId = '' } = await createStack(cloudformation)({ StackName: 'test', TemplateBody: resources, ...options }, request);
      return StackId;
    },
    update: async (id: string, resources: string, options: Partial<Parameters<ReturnType<typeof updateStack>>[0]> = {}) =>
      updateStack(cloudformation)({ StackName: id, TemplateBody: resources, ...options }, request),
    remove: async (id: string, options: Partial<Parameters<ReturnType<typeof deleteStack>>[0]> = {}) =>
      deleteStack(cloudformation)({ StackName: id, ...options }, request),
    /** Waits until nothing is in progress; answers the status. */
    settled: async (id: string) => {
      await vi.waitUntil(() => !statusOf(id).endsWith('IN_PROGRESS'), { timeout: 10_000, interval: 5 });
      return statusOf(id);
    },
    reason: (id: string) => stacks.get(id).reason,
    /** "Logical STATUS reason", oldest first. */
    events: (id: string) =>
      stacks
        .events(id)
        .reverse()
        .map(({ logicalId, status, reason }) => [logicalId, status, reason].filter((part) => part !== undefined).join(' ')),
  };
}
