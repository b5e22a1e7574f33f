import { join } from 'node:path';
import type { Service } from '../../../aws/services.js';
import { blameOnImage } from '../../diagnosis/blames-image.js';
import { replaceFile } from '../../edits/replace-file.js';
import { names } from '../../names.js';
import type { StepContext } from '../../types.js';
import type { FindObstacles } from '../../with-obstacles.js';
import { findDockerfileObstacles, replaceBySolution } from '../image/obstacles.js';
import { findChangedSources } from '../local/obstacles.js';
import { explainStops } from '../service/explain-stops.js';
import { findService } from '../service/find-service.js';
import { registerRevision } from '../taskdef/register-revision.js';
import { buildNew } from './build.js';
import { changesClash, fixApp, sources } from './fix.js';
import { findPushed, newLocalImage, newTag } from './images.js';
import { pushNew } from './push.js';
import { tryFix } from './try-fix.js';
import { explainFailedRollOut, findUsedRevision } from './update.js';

/** Changes of the learner's in the lines of the fix, and sources of which the app does not run. */
export const findFixObstacles: FindObstacles = async (context) => {
  const { app, workspace } = context;
  const clashing = sources.filter((file) => changesClash(workspace, file));
  const replaced = clashing.flatMap((file) => replaceFile(join(workspace.appDir, file), workspace.read(join(workspace.assets.templates, 'fix-1.1', file)), context));
  if (!app.installed(workspace.appDir) || !sources.every((file) => workspace.exists(join(workspace.appDir, file)))) return replaced;
  const trial = await tryFix(context);
  return [...replaced, ...('trouble' in trial ? findChangedSources(context, sources) : [])];
};

/** Where the new image cannot be built of what the learner has. */
export const findBuildObstacles: FindObstacles = async (context, failure) => [
  ...(failure === undefined ? [] : await findDockerfileObstacles(context, failure)),
  ...((await fixApp.check(context)).verdict === 'done' ? [] : await findFixObstacles(context)),
];

/** The old image was pushed under the new tag, which cannot be written over. */
export const findSameDigest: FindObstacles = async (context) => {
  const pushed = await findPushed(context.aws);
  if (pushed.new === undefined || pushed.old === undefined || pushed.old.digest !== pushed.new.digest) return [];
  return [
    {
      what: { ja: `ECR のタグ ${newTag} を外し、直したソースから作ったイメージを送り直します。`, en: `The tag ${newTag} in ECR is taken off, and an image of the fixed source is pushed under it.` },
      of: { kind: 'repository', id: names.repository },
      mend: () => pushAnew(context),
    },
  ];
};

/** The new image does not run: its roll-out has failed, or fails again and again. */
export const findBrokenNew: FindObstacles = async (context) => {
  const { aws } = context;
  const service = await findService(aws);
  if (service === undefined || (await findPushed(aws)).new === undefined) return [];
  const used = await findUsedRevision(context, service.taskDefinitionArn);
  const blame = await blameNew(context, service, used !== undefined);
  if (blame === undefined) return [];
  return [
    ...(blame === 'files' ? [...(await findFixObstacles(context)), ...findChangedSources(context, [...sources, 'package.json']), ...replaceBySolution(context, 'Dockerfile')] : []),
    {
      what: {
        ja: `イメージを作り直し、ECR のタグ ${newTag} を外して送り直し、もう一度ロールアウトします。`,
        en: `The image is built again, the tag ${newTag} in ECR is taken off and the new image pushed under it, and it is rolled out once more.`,
      },
      of: { kind: 'repository', id: names.repository },
      mend: async () => {
        await pushAnew(context);
        const { arn } = await registerRevision(context, newTag);
        await aws.services.update({ cluster: names.cluster, name: names.service, taskDefinition: arn, forceNewDeployment: true });
      },
    },
  ];
};

async function blameNew({ aws }: StepContext, service: Service, isUsed: boolean): Promise<'build' | 'files' | undefined> {
  if (!isUsed) {
    const failure = await explainFailedRollOut(aws, service);
    return failure === undefined ? undefined : blameOnImage(failure.cause);
  }
  const { last, givenUp } = await explainStops(aws, service);
  return givenUp === undefined || last === undefined ? undefined : blameOnImage(last);
}

/** Builds the image of the fixed source anew, and pushes it in place of what bears the tag. */
async function pushAnew(context: StepContext): Promise<void> {
  const { aws, engine } = context;
  await aws.repositories.deleteTag(names.repository, newTag);
  if ((await engine.inspectImage(newLocalImage)) !== undefined) await engine.removeImage(newLocalImage, { force: true });
  if ((await fixApp.check(context)).verdict !== 'done') await fixApp.solve(context);
  await buildNew.solve(context);
  await pushNew.solve(context);
}
