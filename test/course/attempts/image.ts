import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { usualPorts } from '../../../src/workshop/local-ports.js';
import { appPort, names } from '../../../src/workshop/names.js';
import { firstImage, secondImage } from '../../../src/workshop/steps/image/local-image.js';
import { findWebContainers } from '../../../src/workshop/steps/image/web-containers.js';
import type { Attempt } from '../attempt.js';
import type { Lab } from '../lab.js';

const solution = ({ context: { workspace } }: Lab) => workspace.read(join(workspace.assets.templates, 'solutions', 'Dockerfile'));
const writeDockerfile = (change: (text: string) => string) => async (lab: Lab) => lab.context.workspace.write(lab.context.workspace.dockerfile, change(solution(lab)));
const removeDockerfile = async ({ context: { workspace } }: Lab) => rmSync(workspace.dockerfile);
const writeIgnore = (text: string) => async ({ context: { workspace } }: Lab) => workspace.write(workspace.dockerignore, text);
const removeIgnore = async ({ context: { workspace } }: Lab) => rmSync(workspace.dockerignore, { force: true });

async function removeContainers({ context }: Lab): Promise<void> {
  for (const { id } of await findWebContainers(context)) await context.engine.removeContainer(id, { force: true });
}

async function stopContainers({ context }: Lab): Promise<void> {
  for (const { id } of await findWebContainers(context)) await context.engine.stop(id);
}

export const imageAttempts: readonly Attempt[] = [
  { step: 'image.dockerfile', name: 'base-of-2020', make: writeDockerfile((text) => text.replace(/^FROM .*$/m, 'FROM python:alpine')), undo: removeDockerfile },
  { step: 'image.dockerfile', name: 'wrong-port', make: writeDockerfile((text) => text.replace(/^EXPOSE .*$/m, 'EXPOSE 80')), undo: removeDockerfile },
  { step: 'image.dockerfile', name: 'nothing-to-start', make: writeDockerfile((text) => text.replace(/^CMD .*$/m, '')), undo: removeDockerfile },
  {
    step: 'image.dockerfile',
    name: 'with-an-extension',
    make: async (lab) => lab.context.workspace.write(join(lab.context.workspace.appDir, 'Dockerfile.txt'), solution(lab)),
    undo: async ({ context: { workspace } }) => rmSync(join(workspace.appDir, 'Dockerfile.txt')),
  },
  {
    step: 'image.build',
    name: 'under-another-name',
    make: async ({ context: { engine, workspace } }) => void (await engine.build({ contextDir: workspace.appDir, tags: ['boyacky:latest'] })),
    undo: ({ context: { engine } }) => engine.removeImage('boyacky:latest'),
  },
  {
    step: 'image.inspect',
    name: 'image-removed',
    make: async () => {},
    // Building it again would give another image, and this one is compared with later.
    from: ({ context }) => ({ ...context, engine: { ...context.engine, inspectImage: async () => undefined } }),
  },
  { step: 'image.run', name: 'port-not-published', make: async ({ context: { engine } }) => void (await engine.run({ image: names.localImage })), undo: removeContainers },
  { step: 'image.run', name: 'on-another-port', make: async ({ context: { engine } }) => void (await engine.run({ image: names.localImage, ports: [{ hostPort: 8090, containerPort: appPort }] })), undo: removeContainers },
  { step: 'image.run', name: 'ports-mixed-up', make: async ({ context: { engine } }) => void (await engine.run({ image: names.localImage, ports: [{ hostPort: usualPorts.app, containerPort: 80 }] })), undo: removeContainers },
  { step: 'image.no-credentials', name: 'container-stopped', make: stopContainers, undo: removeContainers },
  { step: 'image.exec', name: 'container-stopped', make: stopContainers, undo: removeContainers },
  {
    step: 'image.ignore',
    name: 'dot-forgotten',
    make: async (lab) => {
      await writeIgnore('node_modules\n')(lab);
      renameSync(lab.context.workspace.dockerignore, join(lab.context.workspace.appDir, 'dockerignore'));
    },
    undo: async ({ context: { workspace } }) => rmSync(join(workspace.appDir, 'dockerignore')),
  },
  { step: 'image.ignore', name: 'modules-still-in', make: writeIgnore('.git\nDockerfile\nREADME.md\ndocs\ntest\n'), undo: removeIgnore },
  { step: 'image.ignore', name: 'source-left-out', make: writeIgnore('node_modules\nsrc\n'), undo: removeIgnore },
  { step: 'image.rebuild', name: 'forgot-to-build', make: async () => {} },
  { step: 'image.compare', name: 'tag-moved-back', make: async ({ context: { engine, progress } }) => engine.tag(progress.fact(firstImage) ?? '', `${names.localImage}:latest`), undo: async ({ context: { engine, progress } }) => engine.tag(progress.fact(secondImage) ?? '', `${names.localImage}:latest`) },
  { step: 'image.port-taken', name: 'first-one-stopped', make: stopContainers, undo: removeContainers },
  {
    step: 'image.run-8081',
    name: 'of-the-old-image',
    settle: true,
    make: async ({ context: { engine, progress } }) => void (await engine.run({ image: progress.fact(firstImage) ?? '', ports: [{ hostPort: usualPorts.second, containerPort: appPort }] })),
    undo: async ({ context }) => {
      for (const { id, ports } of await findWebContainers(context)) if (ports.some(({ hostPort }) => hostPort === usualPorts.second)) await context.engine.removeContainer(id, { force: true });
    },
  },
  {
    step: 'image.files-gone',
    name: 'container-of-the-old-image',
    settle: true,
    make: async (lab) => {
      await removeContainers(lab);
      await lab.context.engine.run({ image: lab.context.progress.fact(firstImage) ?? '', ports: [{ hostPort: usualPorts.second, containerPort: appPort }] });
    },
    undo: removeContainers,
  },
  { step: 'image.stop', name: 'stopped-only', make: stopContainers },
];
