import { join } from 'node:path';
import { replaceFile } from '../../edits/replace-file.js';
import { names } from '../../names.js';
import type { FindObstacles } from '../../with-obstacles.js';
import { findDockerfileObstacles } from '../image/obstacles.js';
import { findChangedSources } from '../local/obstacles.js';
import { buildNew } from './build.js';
import { changesClash, fixApp, sources } from './fix.js';
import { findPushed, newLocalImage, newTag } from './images.js';
import { pushNew } from './push.js';
import { tryFix } from './try-fix.js';

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
  const { aws, engine } = context;
  const pushed = await findPushed(aws);
  if (pushed.new === undefined || pushed.old === undefined || pushed.old.digest !== pushed.new.digest) return [];
  return [
    {
      what: { ja: `ECR のタグ ${newTag} を外し、直したソースからつくったイメージを送り直します。`, en: `The tag ${newTag} in ECR is taken off, and an image of the fixed source is pushed under it.` },
      of: { kind: 'repository', id: names.repository },
      mend: async () => {
        await aws.repositories.deleteTag(names.repository, newTag);
        if ((await engine.inspectImage(newLocalImage)) !== undefined) await engine.removeImage(newLocalImage, { force: true });
        if ((await fixApp.check(context)).verdict !== 'done') await fixApp.solve(context);
        await buildNew.solve(context);
        await pushNew.solve(context);
      },
    },
  ];
};
