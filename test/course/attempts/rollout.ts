import { BatchDeleteImageCommand } from '@aws-sdk/client-ecr';
import { RegisterTaskDefinitionCommand, DeregisterTaskDefinitionCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { join } from 'node:path';
import { names } from '../../../src/workshop/names.js';
import type { Attempt } from '../attempt.js';
import type { Lab } from '../lab.js';
import { pushBroken, pushRight } from './broken-image.js';
import { rightDefinition } from './taskdef.js';

const newLocal = `${names.localImage}:1.1`;
const created: { definition?: string } = {};

const source = ({ context: { workspace } }: Lab, file: string) => join(workspace.appDir, file);

const change = (file: string, from: string, to: string) => async (lab: Lab) => {
  const { workspace } = lab.context;
  workspace.write(source(lab, file), workspace.read(source(lab, file)).replace(from, to));
};

const restore = async (lab: Lab) => {
  const { workspace } = lab.context;
  for (const file of ['src/boyaki.js', 'src/page.js', 'package.json']) workspace.write(source(lab, file), workspace.read(join(workspace.assets.sampleApp, file)));
};

function fix(name: string, ...changes: (readonly [string, string, string])[]): Attempt {
  return {
    step: 'rollout.fix',
    name,
    make: async (lab) => {
      for (const [file, from, to] of changes) await change(file, from, to)(lab);
    },
    undo: restore,
  };
}

const maxlength = ['src/page.js', '<input name="boyaki"', '<input name="boyaki" maxlength="20"'] as const;
const version = ['package.json', '"1.0.0"', '"1.1.0"'] as const;
const cut = (count: number) => ['src/boyaki.js', 'boyaki: text,', `boyaki: Array.from(new Intl.Segmenter('ja').segment(text.slice(0, 1000)), (each) => each.segment).slice(0, ${count}).join(''),`] as const;

async function firstReference({ context }: Lab): Promise<string> {
  return `${(await context.aws.repositories.find(names.repository))?.uri ?? ''}:1.0`;
}

async function newReference(lab: Lab): Promise<string> {
  return (await firstReference(lab)).replace(/:1\.0$/, ':1.1');
}

export const rolloutAttempts: readonly Attempt[] = [
  { step: 'rollout.bug', name: 'short-grumble-only', make: async () => {} },
  fix('only-maxlength', maxlength, version),
  fix('only-the-cut', cut(20), version),
  fix('cut-at-21', cut(21), maxlength, version),
  fix('code-units', ['src/boyaki.js', 'boyaki: text,', 'boyaki: text.slice(0, 20),'], maxlength, version),
  fix('version-not-raised', cut(20), maxlength),
  fix('syntax-error', ['src/boyaki.js', 'await table.put(boyaki);', 'await table.put(boyaki;']),
  { step: 'rollout.local-check', name: 'not-tried', make: async () => {} },
  {
    step: 'rollout.build',
    name: 'the-old-image-retagged',
    make: async (lab) => lab.context.engine.tag(await firstReference(lab), newLocal),
    undo: ({ context: { engine } }) => engine.removeImage(newLocal),
  },
  {
    step: 'rollout.push',
    name: 'tagged-but-not-pushed',
    make: async (lab) => lab.context.engine.tag(newLocal, await newReference(lab)),
    undo: async (lab) => lab.context.engine.removeImage(await newReference(lab)),
  },
  {
    step: 'rollout.digests',
    name: '1.0-pushed-as-1.1',
    make: async (lab) => {
      const { context, ecr } = lab;
      await ecr.send(new BatchDeleteImageCommand({ repositoryName: names.repository, imageIds: [{ imageTag: '1.1' }] }));
      await context.engine.tag(await firstReference(lab), await newReference(lab));
      await context.engine.push(await newReference(lab));
    },
    undo: async (lab) => {
      const { context, ecr } = lab;
      await ecr.send(new BatchDeleteImageCommand({ repositoryName: names.repository, imageIds: [{ imageTag: '1.1' }] }));
      await context.engine.tag(newLocal, await newReference(lab));
      await context.engine.push(await newReference(lab));
    },
  },
  {
    step: 'rollout.register',
    name: 'still-with-1.0',
    make: async (lab) => {
      const { taskDefinition } = await lab.ecs.send(new RegisterTaskDefinitionCommand(await rightDefinition(lab)));
      created.definition = taskDefinition?.taskDefinitionArn;
    },
    undo: async ({ ecs }) => void (await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: created.definition }))),
  },
  {
    step: 'rollout.update',
    name: 'old-revision-forced',
    make: async ({ context, ecs }) => {
      const service = await context.aws.services.find(names.cluster, names.service);
      await ecs.send(new UpdateServiceCommand({ cluster: names.cluster, service: names.service, taskDefinition: service?.taskDefinitionArn, forceNewDeployment: true }));
    },
  },
  {
    step: 'rollout.update',
    name: 'image-whose-program-ends',
    settle: true,
    make: async (lab) => {
      await pushBroken(lab, '1.1');
      await lab.ecs.send(new UpdateServiceCommand({ cluster: names.cluster, service: names.service, taskDefinition: names.taskFamily, forceNewDeployment: true }));
    },
    undo: (lab) => pushRight(lab, '1.1'),
  },
  {
    step: 'rollout.watch',
    name: 'nothing-rolled-out',
    make: async () => {},
    from: ({ context }) => ({ ...context, aws: { ...context.aws, services: { ...context.aws.services, find: async () => undefined } } }),
  },
  { step: 'rollout.limit', name: 'not-tried-on-the-live-site', make: async () => {} },
];
