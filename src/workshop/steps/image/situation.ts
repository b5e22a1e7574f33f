import { joinLines } from '../../join-lines.js';
import type { StepContext, Text } from '../../types.js';
import { plain } from '../../verdict.js';
import type { Situation } from '../../with-situations.js';
import { shortId } from './describe-image.js';
import { latestImage } from './local-image.js';
import { readDockerfile } from './read-dockerfile.js';
import { tellSyntaxError } from './tell-syntax-error.js';
import { findWebContainers } from './web-containers.js';

const wanted = ['FROM', 'COPY', 'EXPOSE', 'CMD'];
const shownContainers = 3;

const tellImageAndContainers: Situation = async (context) => joinLines(await tellImage(context), await tellContainers(context));

/** What is there of chapter 3, by the id of the step that asks. */
export const imageSituations: Readonly<Record<string, Situation>> = {
  'image.dockerfile': async (context) => tellDockerfile(context),
  'image.build': async (context) => joinLines(tellDockerfile(context), await tellImage(context)),
  'image.inspect': tellImage,
  'image.run': tellImageAndContainers,
  'image.no-credentials': tellContainers,
  'image.exec': tellContainers,
  'image.ignore': async (context) => tellIgnored(context),
  'image.rebuild': async (context) => joinLines(tellIgnored(context), await tellImage(context)),
  'image.compare': tellImage,
  'image.port-taken': tellContainers,
  'image.run-8081': tellImageAndContainers,
  'image.files-gone': tellContainers,
  'image.stop': tellContainers,
};

function tellDockerfile({ workspace }: StepContext): Text {
  if (!workspace.exists(workspace.dockerfile)) return { ja: `${workspace.dockerfile} はまだありません`, en: `${workspace.dockerfile} is not there yet` };
  const present = namesOfInstructions(workspace.read(workspace.dockerfile));
  const missing = wanted.filter((name) => !present.includes(name) && !present.includes({ COPY: 'ADD', CMD: 'ENTRYPOINT' }[name] ?? name));
  const told = present.length === 0 ? '—' : present.join(', ');
  return {
    ja: `Dockerfile にある命令: ${told}${missing.length === 0 ? '' : `。まだないもの: ${missing.join('、')}`}`,
    en: `the Dockerfile has ${told}${missing.length === 0 ? '' : `; still missing: ${missing.join(', ')}`}`,
  };
}

/** None where docker refuses to read it: the verdict says so already. */
function namesOfInstructions(text: string): readonly string[] {
  try {
    return readDockerfile(text).map(({ name }) => name);
  } catch (error) {
    tellSyntaxError(error);
    return [];
  }
}

function tellIgnored({ workspace }: StepContext): Text {
  if (!workspace.exists(workspace.dockerignore)) return { ja: '.dockerignore はまだありません', en: 'there is no .dockerignore yet' };
  const names = workspace.read(workspace.dockerignore).split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  return { ja: `.dockerignore にあるもの: ${names.join('、') || '—'}`, en: `.dockerignore names ${names.join(', ') || '—'}` };
}

async function tellImage({ engine }: StepContext): Promise<Text> {
  const image = await engine.inspectImage(latestImage);
  if (image === undefined) return { ja: `イメージ ${latestImage} はまだありません`, en: `there is no image ${latestImage} yet` };
  return { ja: `${latestImage} は ${shortId(image.id)}（${image.createdAt} に作成）です`, en: `${latestImage} is ${shortId(image.id)}, made ${image.createdAt}` };
}

async function tellContainers(context: StepContext): Promise<Text> {
  const containers = await findWebContainers(context);
  if (containers.length === 0) return { ja: 'このイメージのコンテナは 1 つもありません', en: 'there is no container of this image' };
  const told = containers.slice(0, shownContainers).map(({ id, state, exitCode, ports }) => {
    const published = ports.map(({ hostPort, containerPort }) => `${hostPort ?? '?'}:${containerPort}`).join(' ');
    return [shortId(id), state === 'exited' ? `exited (${exitCode ?? '?'})` : state, published].join(' ').trim();
  });
  return plain(told.join(' | '));
}
