import { join } from 'node:path';
import type { FakeContext } from '../support/fake-context.js';

/** As chapters 2 to 4 leave the workspace, the engine and ECR. */
export async function ensureRepositoryWith({ context }: FakeContext, tag: string): Promise<void> {
  const { aws, engine, workspace } = context;
  workspace.copy(workspace.assets.sampleApp, workspace.appDir);
  workspace.copy(join(workspace.assets.templates, 'solutions', 'Dockerfile'), workspace.dockerfile);
  const { uri } = await aws.repositories.create({ name: 'boyacky/web-app', tags: {} });
  await engine.build({ contextDir: workspace.appDir, tags: ['boyacky/web-app:latest'] });
  await engine.tag('boyacky/web-app:latest', `${uri}:${tag}`);
  await engine.login(await aws.repositories.login());
  await engine.push(`${uri}:${tag}`);
}
