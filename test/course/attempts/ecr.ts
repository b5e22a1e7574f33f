import { BatchDeleteImageCommand, CreateRepositoryCommand, DeleteRepositoryCommand, PutImageTagMutabilityCommand } from '@aws-sdk/client-ecr';
import { names } from '../../../src/workshop/names.js';
import { digestBefore } from '../../../src/workshop/steps/ecr/immutable.js';
import { firstReference } from '../../../src/workshop/steps/ecr/tag.js';
import { firstImage } from '../../../src/workshop/steps/image/local-image.js';
import type { Attempt } from '../attempt.js';
import type { Lab } from '../lab.js';

const latest = `${names.localImage}:latest`;

async function uri({ context: { aws } }: Lab): Promise<string> {
  return (await aws.repositories.find(names.repository))?.uri ?? '';
}

async function logOut(lab: Lab): Promise<void> {
  await lab.context.engine.logout((await uri(lab)).split('/')[0] ?? '');
}

export const ecrAttempts: readonly Attempt[] = [
  {
    step: 'ecr.repository',
    name: 'without-its-namespace',
    make: async ({ ecr }) => void (await ecr.send(new CreateRepositoryCommand({ repositoryName: 'web-app' }))),
    undo: async ({ ecr }) => void (await ecr.send(new DeleteRepositoryCommand({ repositoryName: 'web-app' }))),
  },
  {
    step: 'ecr.repository',
    name: 'mutable-tags',
    make: async ({ ecr }) => void (await ecr.send(new CreateRepositoryCommand({ repositoryName: names.repository }))),
    undo: async ({ ecr }) => void (await ecr.send(new DeleteRepositoryCommand({ repositoryName: names.repository }))),
  },
  { step: 'ecr.login', name: 'not-logged-in', make: logOut },
  {
    step: 'ecr.tag',
    name: 'latest-instead-of-1.0',
    make: async (lab) => lab.context.engine.tag(latest, `${await uri(lab)}:latest`),
    undo: async (lab) => lab.context.engine.removeImage(`${await uri(lab)}:latest`),
  },
  {
    step: 'ecr.tag',
    name: 'of-the-old-image',
    make: async ({ context }) => context.engine.tag(context.progress.fact(firstImage) ?? '', await firstReference(context)),
    undo: async ({ context }) => context.engine.removeImage(await firstReference(context)),
  },
  {
    step: 'ecr.push',
    name: 'latest-pushed',
    make: async (lab) => {
      const { context } = lab;
      await context.engine.tag(latest, `${await uri(lab)}:latest`);
      await context.engine.push(`${await uri(lab)}:latest`);
    },
    undo: async (lab) => {
      await lab.ecr.send(new BatchDeleteImageCommand({ repositoryName: names.repository, imageIds: [{ imageTag: 'latest' }] }));
      await lab.context.engine.removeImage(`${await uri(lab)}:latest`);
    },
  },
  {
    step: 'ecr.digest',
    name: 'image-removed-here',
    make: async ({ context }) => {
      await context.engine.removeImage(await firstReference(context));
      context.progress.forget('ecr.push');
    },
    undo: async ({ context }) => context.engine.tag(latest, await firstReference(context)),
  },
  { step: 'ecr.wrong-repository', name: 'pushed-to-the-right-one', make: async ({ context }) => void (await context.engine.push(await firstReference(context))) },
  {
    step: 'ecr.immutable',
    name: 'the-same-content-again',
    make: async ({ context }) => void (await context.engine.push(await firstReference(context)).catch(() => undefined)),
  },
  {
    step: 'ecr.immutable',
    name: 'made-mutable-and-overwritten',
    make: async ({ context, ecr }) => {
      // What the check knows of the first push is noted when it is tried; here the learner has overwritten it before.
      context.progress.remember(digestBefore, `sha256:${'0'.repeat(64)}`);
      await ecr.send(new PutImageTagMutabilityCommand({ repositoryName: names.repository, imageTagMutability: 'MUTABLE' }));
    },
    undo: async ({ context, ecr }) => {
      context.progress.forget('ecr.immutable');
      await ecr.send(new PutImageTagMutabilityCommand({ repositoryName: names.repository, imageTagMutability: 'IMMUTABLE' }));
    },
  },
  {
    step: 'ecr.scan',
    name: 'never-asked-for',
    make: async () => {},
    from: ({ context }) => ({ ...context, aws: { ...context.aws, repositories: { ...context.aws.repositories, scan: async () => undefined } } }),
  },
];
