import { join } from 'node:path';
import { joinLines } from '../../join-lines.js';
import type { StepContext, Text } from '../../types.js';
import { plain } from '../../verdict.js';
import type { Situation } from '../../with-situations.js';
import { shortId } from '../image/describe-image.js';
import { findService, shortRevision } from '../service/find-service.js';
import { tellTargets, tellTrouble } from '../service/situation.js';
import { tellRevision } from '../taskdef/situation.js';
import { findPushed, newLocalImage, newTag, oldTag } from './images.js';

const files = ['src/boyaki.js', 'src/page.js', 'package.json'];

/** What is there of chapter 9, by the id of the step that asks. */
export const rolloutSituations: Readonly<Record<string, Situation>> = {
  'rollout.fix': async (context) => tellFix(context),
  'rollout.local-check': async (context) => tellFix(context),
  'rollout.build': async (context) => joinLines(tellFix(context), await tellLocalImage(context)),
  'rollout.push': async (context) => joinLines(await tellLocalImage(context), await tellPushed(context)),
  'rollout.digests': tellPushed,
  'rollout.register': (context) => tellRevision(context, [newTag]),
  'rollout.update': tellDeployments,
  'rollout.watch': async (context) => joinLines(await tellDeployments(context), await tellTargets(context), await tellTrouble(context)),
  'rollout.limit': tellDeployments,
};

/** Which files have been changed since 1.0, and which not: whether the changes are right, the check tells. */
function tellFix({ workspace }: StepContext): Text {
  const { appDir, assets } = workspace;
  const read = (folder: string, file: string) => (workspace.exists(join(folder, file)) ? workspace.read(join(folder, file)) : '');
  const open = files.filter((file) => read(appDir, file) === read(assets.sampleApp, file));
  const changed = files.filter((file) => !open.includes(file));
  return { ja: `変えたファイル: ${changed.join('、') || '—'} ／ 1.0 のまま: ${open.join('、') || '—'}`, en: `changed: ${changed.join(', ') || '—'}; still as in 1.0: ${open.join(', ') || '—'}` };
}

async function tellLocalImage({ engine }: StepContext): Promise<Text> {
  const image = await engine.inspectImage(newLocalImage);
  return image === undefined ? { ja: `${newLocalImage} はこのマシンにまだありません`, en: `${newLocalImage} is not on this machine yet` } : plain(`${newLocalImage}: ${shortId(image.id)}, ${image.createdAt}`);
}

async function tellPushed({ aws }: StepContext): Promise<Text> {
  const pushed = await findPushed(aws);
  return plain(`ECR: ${oldTag} ${pushed.old?.digest.slice(0, 19) ?? '—'} | ${newTag} ${pushed.new?.digest.slice(0, 19) ?? '—'}`);
}

/** "PRIMARY boyacky-taskdef:2 0/1 IN_PROGRESS | ACTIVE boyacky-taskdef:1 1/1 COMPLETED" */
async function tellDeployments({ aws }: StepContext): Promise<Text> {
  const service = await findService(aws);
  if (service === undefined) return { ja: 'サービスがありません', en: 'there is no service' };
  return plain(service.deployments.map(({ status, taskDefinitionArn, running, desired, failed, rolloutState }) => `${status} ${shortRevision(taskDefinitionArn)} ${running}/${desired} ${rolloutState}${failed > 0 ? ` (failed: ${failed})` : ''}`).join(' | '));
}
