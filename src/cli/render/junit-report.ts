import { workshopId } from '../../workshop/names.js';
import type { Language, Verdict } from '../../workshop/types.js';
import { summarize, type Checked, type Report } from './verify-report.js';

/** JUnit XML, as CI systems read it: a suite for each chapter, a case for each step. https://github.com/testmoapp/junitxml */
export function junitReport({ results, ...head }: Report, language: Language): string {
  const chapters = [...new Set(results.map(({ step }) => step.chapter))];
  const properties = Object.entries({ version: head.version, target: head.target, account: head.account, region: head.region, checkedAt: head.checkedAt });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escape(workshopId)}" ${counts(results)}>`,
    '  <properties>',
    ...properties.map(([name, value]) => `    <property name="${name}" value="${escape(value)}"/>`),
    '  </properties>',
    ...chapters.flatMap((chapter) => {
      const own = results.filter(({ step }) => step.chapter === chapter);
      return [`  <testsuite name="${escape(chapter)}" timestamp="${escape(head.checkedAt)}" ${counts(own)}>`, ...own.flatMap((checked) => testCase(checked, language)), '  </testsuite>'];
    }),
    '</testsuites>',
  ].join('\n');
}

function counts(results: readonly Checked[]): string {
  const { notYet, waiting, cannotTell } = summarize(results);
  return `tests="${results.length}" failures="${notYet}" errors="${cannotTell}" skipped="${waiting}" time="${seconds(results.reduce((sum, { tookMs }) => sum + tookMs, 0))}"`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function testCase({ step, verdict, tookMs }: Checked, language: Language): string[] {
  const opening = `    <testcase classname="${escape(step.chapter)}" name="${escape(`${step.id} ${step.text[language].title}`)}" time="${seconds(tookMs)}"`;
  const told = tell(verdict, language);
  return [`${opening}>`, `      ${told}`, '    </testcase>'];
}

function tell(verdict: Verdict, language: Language): string {
  switch (verdict.verdict) {
    case 'done':
      return `<system-out>${escape(verdict.evidence.map((text) => text[language]).join('\n'))}</system-out>`;
    case 'not-yet':
      return `<failure type="not-yet" message="${escape(verdict.observed[language])}">${escape(`expected: ${verdict.expected[language]}\nnext: ${verdict.fix[language]}`)}</failure>`;
    case 'waiting':
      return `<skipped message="${escape(verdict.for[language])}"/>`;
    case 'cannot-tell':
      return `<error type="cannot-tell" message="${escape(verdict.why[language])}">${escape(`next: ${verdict.fix[language]}`)}</error>`;
  }
}

/** XML 1.0 has no way at all to write most control characters, nor half of a surrogate pair. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
