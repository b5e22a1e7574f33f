import type { AwsFailure } from '../../../aws/aws-failure.js';
import type { TaggedImage } from '../../../aws/repositories.js';
import { foundOr, isNamed } from '../../explain-failure.js';
import { factOf } from '../../fact.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain, waiting } from '../../verdict.js';
import { push } from './push.js';
import { findPushed, firstTag } from './registry-image.js';
import { imageFor, requireRunnable, tellIndex } from './runnable.js';

const asked = factOf('ecr.scan', 'asked');
const oneHourMs = 3_600_000;
const finished = ['COMPLETE', 'ACTIVE'];
/** ECR has looked, and says that this image cannot be scanned. */
const impossible = ['UNSUPPORTED_IMAGE', 'FINDINGS_UNAVAILABLE', 'SCAN_ELIGIBILITY_EXPIRED'];

/** What is known to be wrong with the packages in the image. */
export const scan: Step = {
  id: 'ecr.scan',
  kind: 'moment',
  restsOn: ['ecr.push'],
  deadlineMs: 10 * 60_000,
  commands: async (context) => {
    const found = await foundOr(requireRunnable(context, firstTag), undefined);
    const id = found === undefined || 'verdict' in found ? `imageTag=${firstTag}` : imageIdOf(found);
    return [
      `aws ecr start-image-scan --repository-name ${names.repository} --image-id ${id}`,
      `aws ecr describe-image-scan-findings --repository-name ${names.repository} --image-id ${id}`,
    ];
  },
  check: checkScan,
  solve: async (context) => {
    const { aws, clock, progress } = context;
    await push.solve(context);
    const runnable = await requireRunnable(context, firstTag);
    const image = 'verdict' in runnable ? undefined : imageFor(runnable);
    if (image === undefined) return;
    const found = await aws.repositories.scan(names.repository, image.digest);
    if (found !== undefined && found.status !== 'FAILED') return;
    try {
      await aws.repositories.startScan(names.repository, image.digest);
    } catch (error) {
      // One scan an image a day, the one on push included: then there is one to wait for.
      if (!isNamed<AwsFailure>(error, 'AwsFailure') || error.code !== 'LimitExceededException') throw error;
    }
    progress.remember(asked, String(clock.now()));
  },
};

async function checkScan(context: StepContext): Promise<Verdict> {
  const { aws, clock, progress } = context;
  const pushed = await findPushed(context, firstTag);
  if (pushed === undefined) return push.check(context);
  const runnable = await requireRunnable(context, firstTag);
  if ('verdict' in runnable) return runnable;
  const found = await aws.repositories.scan(names.repository, imageFor(runnable)?.digest ?? pushed.digest);
  const since = Number(progress.fact(asked) ?? 0);
  const wasAsked = clock.now() - since < oneHourMs;
  if (found !== undefined && finished.includes(found.status)) return done(plain(`${firstTag}: ${found.status}`), describeFindings(found.counts), ...tellIndex(runnable));
  if (found !== undefined && impossible.includes(found.status)) return done(plain(`${firstTag}: ${found.status}${found.description === undefined ? '' : `: ${found.description}`}`));
  const expected = { ja: `${firstTag} のスキャンが終わっている`, en: `the scan of ${firstTag} is complete` };
  if (found?.status === 'FAILED') {
    return notYet(expected, plain(`FAILED${found.description === undefined ? '' : `: ${found.description}`}`), {
      ja: 'start-image-scan でもう一度始めます（同じイメージは 24 時間に 1 回まで）。',
      en: 'Start it again with start-image-scan (once per image in 24 hours).',
    });
  }
  if (found === undefined && !wasAsked) {
    const command = `aws ecr start-image-scan --repository-name ${names.repository} --image-id ${imageIdOf(runnable)}`;
    if (!runnable.isIndex) return notYet(expected, { ja: 'まだ一度もスキャンされていません', en: 'it was never scanned' }, plain(command));
    return notYet(
      expected,
      { ja: `${firstTag} はインデックスで、下のイメージはまだ一度もスキャンされていません`, en: `${firstTag} is an index, and the image below it was never scanned` },
      { ja: `インデックスそのものはスキャンできません。下のイメージをダイジェストで指定します: ${command}`, en: `An index itself cannot be scanned. Name the image below it by its digest: ${command}` },
    );
  }
  return waiting(
    { ja: `スキャンの結果を待っています（${found?.status ?? 'PENDING'}）`, en: `waiting for the result of the scan (${found?.status ?? 'PENDING'})` },
    wasAsked ? since : pushed.pushedAt,
    { ja: '1 分ほど', en: 'about a minute' },
  );
}

/** What the AWS CLI has to be given: of an index, the image below it. */
function imageIdOf(found: TaggedImage): string {
  return found.isIndex ? `imageDigest=${imageFor(found)?.digest ?? ''}` : `imageTag=${firstTag}`;
}

function describeFindings(counts: Readonly<Record<string, number>>) {
  const severities = Object.entries(counts).filter(([, count]) => count > 0);
  if (severities.length === 0) return { ja: '見つかった脆弱性: 0 件', en: 'findings: 0' };
  const told = severities.map(([severity, count]) => `${severity} ${count}`).join(', ');
  return { ja: `見つかった脆弱性: ${told}`, en: `findings: ${told}` };
}
