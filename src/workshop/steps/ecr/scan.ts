import type { AwsFailure } from '../../../aws/aws-failure.js';
import { isNamed } from '../../explain-failure.js';
import { factOf } from '../../fact.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain, waiting } from '../../verdict.js';
import { push } from './push.js';
import { findPushed, firstTag } from './registry-image.js';

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
  commands: async () => [
    `aws ecr start-image-scan --repository-name ${names.repository} --image-id imageTag=${firstTag}`,
    `aws ecr describe-image-scan-findings --repository-name ${names.repository} --image-id imageTag=${firstTag}`,
  ],
  check: checkScan,
  solve: async (context) => {
    const { aws, clock, progress } = context;
    await push.solve(context);
    const found = await aws.repositories.scan(names.repository, firstTag);
    if (found !== undefined && found.status !== 'FAILED') return;
    try {
      await aws.repositories.startScan(names.repository, firstTag);
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
  const found = await aws.repositories.scan(names.repository, firstTag);
  const since = Number(progress.fact(asked) ?? 0);
  const wasAsked = clock.now() - since < oneHourMs;
  if (found !== undefined && finished.includes(found.status)) return done(plain(`${firstTag}: ${found.status}`), describeFindings(found.counts));
  if (found !== undefined && impossible.includes(found.status)) return done(plain(`${firstTag}: ${found.status}${found.description === undefined ? '' : `: ${found.description}`}`));
  const expected = { ja: `${firstTag} のスキャンが終わっている`, en: `the scan of ${firstTag} is complete` };
  if (found?.status === 'FAILED') {
    return notYet(expected, plain(`FAILED${found.description === undefined ? '' : `: ${found.description}`}`), {
      ja: 'start-image-scan でもう一度始めます（同じイメージは 24 時間に 1 回まで）。',
      en: 'Start it again with start-image-scan (once per image in 24 hours).',
    });
  }
  if (found === undefined && !wasAsked) {
    return notYet(expected, { ja: 'まだ一度もスキャンされていません', en: 'it was never scanned' }, plain(`aws ecr start-image-scan --repository-name ${names.repository} --image-id imageTag=${firstTag}`));
  }
  return waiting(
    { ja: `スキャンの結果を待っています（${found?.status ?? 'PENDING'}）`, en: `waiting for the result of the scan (${found?.status ?? 'PENDING'})` },
    wasAsked ? since : pushed.pushedAt,
    { ja: '1 分ほど', en: 'about a minute' },
  );
}

function describeFindings(counts: Readonly<Record<string, number>>) {
  const severities = Object.entries(counts).filter(([, count]) => count > 0);
  if (severities.length === 0) return { ja: '見つかった脆弱性: 0 件', en: 'findings: 0' };
  const told = severities.map(([severity, count]) => `${severity} ${count}`).join(', ');
  return { ja: `見つかった脆弱性: ${told}`, en: `findings: ${told}` };
}
