import type { Text } from '../../types.js';
import { explainStored } from './explain-stored.js';
import { limit } from './texts.js';
import { trialTexts, type Trial } from './try-fix.js';

export const fixedVersion = '1.1.0';

/** What is still wrong with the learner's app, by what it did; empty: however it is written, it is right. */
export function findFixFaults({ stored, maxlength, version }: Trial): readonly Text[] {
  return [...findCutFaults(stored), ...findPageFaults(maxlength), ...findVersionFaults(version)];
}

/** One is enough: the first text of which it stored something else. */
function findCutFaults(stored: Trial['stored']): Text[] {
  for (const [index, text] of trialTexts.entries()) {
    const result = stored[index];
    const fault = explainStored(result?.stored, text);
    if (fault === undefined) continue;
    const sent = text.length > 24 ? `${Array.from(text).slice(0, 12).join('')}…` : text;
    const refused = result !== undefined && result.stored === undefined && result.status >= 400;
    if (refused) return [{ ja: `「${sent}」はエラーになりました（${result.status}）。エラーにせず、 ${limit} 文字に切って登録します`, en: `“${sent}” was refused (${result.status}): do not refuse it, store its first ${limit} characters` }];
    return [{ ja: `「${sent}」を送ると: ${fault.ja}`, en: `of “${sent}”: ${fault.en}` }];
  }
  return [];
}

function findPageFaults(maxlength: string | null): Text[] {
  if (maxlength === null) return [{ ja: '入力欄に maxlength がありません（src/page.js）', en: 'the input has no maxlength (src/page.js)' }];
  return Number(maxlength) === limit ? [] : [{ ja: `入力欄の maxlength が ${maxlength} です（${limit} のはず）`, en: `the input has maxlength ${maxlength} (should be ${limit})` }];
}

function findVersionFaults(version: string | undefined): Text[] {
  if (version === fixedVersion) return [];
  return [{ ja: `package.json の version が ${version ?? '未設定'}（${fixedVersion} のはず）`, en: `version in package.json is ${version ?? 'not set'} (should be ${fixedVersion})` }];
}
