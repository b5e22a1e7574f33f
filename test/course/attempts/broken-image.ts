import { BatchDeleteImageCommand } from '@aws-sdk/client-ecr';
import { join } from 'node:path';
import { names } from '../../../src/workshop/names.js';
import type { Lab } from '../lab.js';

const server = 'src/server.js';

/** Lets a tag in ECR be an image whose program ends at once: of a learner who broke a source, and pushed it all the same. */
export async function pushBroken(lab: Lab, tag: '1.0' | '1.1'): Promise<void> {
  const { engine, workspace } = lab.context;
  workspace.write(join(workspace.appDir, server), 'process.exit(3);\n');
  const reference = await referenceOf(lab, tag);
  await engine.build({ contextDir: workspace.appDir, tags: [reference] });
  await replace(lab, tag, reference);
}

/** Puts the source and the tag back to what they were. */
export async function pushRight(lab: Lab, tag: '1.0' | '1.1'): Promise<void> {
  const { engine, workspace } = lab.context;
  workspace.write(join(workspace.appDir, server), workspace.read(join(workspace.assets.sampleApp, server)));
  const reference = await referenceOf(lab, tag);
  await engine.tag(`${names.localImage}:${tag === '1.0' ? 'latest' : tag}`, reference);
  await replace(lab, tag, reference);
}

async function replace({ context, ecr }: Lab, tag: string, reference: string): Promise<void> {
  await ecr.send(new BatchDeleteImageCommand({ repositoryName: names.repository, imageIds: [{ imageTag: tag }] }));
  await context.engine.push(reference);
}

async function referenceOf({ context }: Lab, tag: string): Promise<string> {
  return `${(await context.aws.repositories.find(names.repository))?.uri ?? ''}:${tag}`;
}
