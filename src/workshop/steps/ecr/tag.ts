import { factOf } from '../../fact.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { build } from '../image/build.js';
import { hasSameFiles, shortId } from '../image/describe-image.js';
import { findLatest, latestImage } from '../image/local-image.js';
import { noteFact } from '../local/note-fact.js';
import { findPushed, findRepository, firstTag } from './registry-image.js';

/** Id of the image that is to be 1.0: the local tag may be bent later on, and must find its way back. */
export const imageFact = factOf('ecr.tag', 'image');

/** A second name for the same image: the repository's URI is the address that push reads. */
export const tag: Step = {
  id: 'ecr.tag',
  kind: 'moment',
  restsOn: ['ecr.repository'],
  makes: async (context) => {
    const repository = await findRepository(context);
    return 'verdict' in repository ? [] : [{ kind: 'local-image', id: `${repository.uri}:${firstTag}` }];
  },
  commands: async (context) => [`docker tag ${latestImage} ${await firstReference(context)}`, 'docker image ls'],
  check: checkTagged,
  solve: async (context) => {
    await tagFirst(context);
    // What 1.0 was is neither in ECR nor latest: then it is latest.
    if ((await checkTagged(context)).verdict === 'not-yet') await tagAs(context, (await findLatest(context))?.id);
  },
};

/** Lets the local 1.0 point at the image that is to be 1.0, and does nothing where it does. */
export async function tagFirst(context: StepContext): Promise<void> {
  const { engine, progress } = context;
  const repository = await findRepository(context);
  if ('verdict' in repository) return;
  await build.solve(context);
  const pushed = await findPushed(context, firstTag);
  // Until it is pushed, 1.0 is what latest is; from then on it stays what it was, whatever latest becomes.
  if (pushed === undefined) return tagAs(context, (await findLatest(context))?.id);
  const sent = await engine.inspectImage(`${repository.uri}@${pushed.digest}`);
  await tagAs(context, sent?.id ?? progress.fact(imageFact) ?? (await engine.inspectImage(`${repository.uri}:${firstTag}`))?.id ?? (await findLatest(context))?.id);
}

/** Lets the local 1.0 point at the image of that id, or at latest where it is gone. */
async function tagAs(context: StepContext, wanted: string | undefined): Promise<void> {
  const { engine, ledger } = context;
  const reference = await firstReference(context);
  if (wanted === undefined || (await engine.inspectImage(reference))?.id === wanted) return;
  const source = (await engine.inspectImage(wanted)) === undefined ? latestImage : wanted;
  await ledger.record({ kind: 'local-image', id: reference }, () => engine.tag(source, reference));
}

async function checkTagged(context: StepContext): Promise<Verdict> {
  const { engine, progress } = context;
  const repository = await findRepository(context);
  if ('verdict' in repository) return repository;
  const reference = `${repository.uri}:${firstTag}`;
  const latest = await findLatest(context);
  if (latest === undefined) return build.check(context);
  const expected: Text = { ja: `${reference} が ${latestImage} と同じイメージ`, en: `${reference} is the same image as ${latestImage}` };
  const fix = plain(`docker tag ${latestImage} ${reference}`);
  const tagged = await engine.inspectImage(reference);
  if (tagged === undefined) {
    const others = latest.tags.filter((each) => each !== latestImage && each !== `localhost/${latestImage}`);
    return notYet(
      expected,
      others.length === 0 ? { ja: 'その名前のイメージはありません', en: 'there is no image of that name' } : { ja: `付いている名前: ${others.join('、')}`, en: `its other names: ${others.join(', ')}` },
      fix,
    );
  }
  const pushed = await findPushed(context, firstTag);
  const isPushed = pushed !== undefined && tagged.digests.includes(`${repository.uri}@${pushed.digest}`);
  if (tagged.id !== latest.id && !hasSameFiles(tagged, latest) && !isPushed) return notYet(expected, plain(`${firstTag}: ${shortId(tagged.id)}, latest: ${shortId(latest.id)}`), fix);
  noteFact(progress, imageFact, tagged.id);
  return done(plain(`${shortId(latest.id)}  ${latestImage}`), plain(`${shortId(tagged.id)}  ${reference}`));
}

export async function firstReference(context: StepContext): Promise<string> {
  const repository = await findRepository(context);
  return 'verdict' in repository ? `<repository URI>:${firstTag}` : `${repository.uri}:${firstTag}`;
}
