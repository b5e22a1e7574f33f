import { joinLines } from '../../join-lines.js';
import { names } from '../../names.js';
import type { StepContext, Text } from '../../types.js';
import { plain } from '../../verdict.js';
import type { Situation } from '../../with-situations.js';

const tellBoth: Situation = async (context) => joinLines(await tellRepository(context), await tellPushed(context));

/** What is there of chapter 4, by the id of the step that asks. */
export const ecrSituations: Readonly<Record<string, Situation>> = {
  'ecr.repository': tellRepository,
  'ecr.login': async (context) => joinLines(await tellRepository(context), tellLogin(context)),
  'ecr.tag': async (context) => joinLines(await tellRepository(context), await tellLocalNames(context)),
  'ecr.push': async (context) => joinLines(await tellPushed(context), await tellLocalNames(context), tellLogin(context)),
  'ecr.digest': tellBoth,
  'ecr.wrong-repository': tellBoth,
  'ecr.immutable': tellBoth,
  'ecr.scan': tellBoth,
};

async function tellRepository({ aws, target }: StepContext): Promise<Text> {
  const found = await aws.repositories.find(names.repository);
  if (found === undefined) return { ja: `${target.region} にリポジトリ ${names.repository} はありません`, en: `${target.region} has no repository ${names.repository}` };
  return plain(`${found.uri}: ${found.tagMutability}, scanOnPush ${String(found.scanOnPush)}`);
}

async function tellPushed({ aws }: StepContext): Promise<Text | undefined> {
  if ((await aws.repositories.find(names.repository)) === undefined) return undefined;
  const tags = (await aws.repositories.images(names.repository)).map((image) => `${image.tags.join(', ') || '<untagged>'} ${image.digest.slice(0, 19)}`);
  return tags.length === 0 ? { ja: 'リポジトリは空です', en: 'the repository is empty' } : { ja: `リポジトリにあるもの: ${tags.slice(0, 4).join('、')}`, en: `the repository has ${tags.slice(0, 4).join(', ')}` };
}

async function tellLocalNames({ engine }: StepContext): Promise<Text> {
  const tags = (await engine.listImages()).flatMap((image) => image.tags).filter((tag) => tag.includes(names.localImage));
  return { ja: `このマシンのイメージの名前: ${tags.slice(0, 4).join('、') || '—'}`, en: `names of the images on this machine: ${tags.slice(0, 4).join(', ') || '—'}` };
}

/** Only what this program did itself can be told without asking the registry; a login by hand leaves no trace here. */
function tellLogin({ ledger }: StepContext): Text | undefined {
  const login = ledger.open().filter(({ kind }) => kind === 'registry-login').at(-1);
  return login === undefined ? undefined : { ja: `${login.id} には ${login.at} にログインしました（12 時間有効）`, en: `logged in to ${login.id} at ${login.at} (valid for 12 hours)` };
}
