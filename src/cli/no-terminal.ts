import { ExitCode, UserError } from '../shared/user-error.js';
import type { Words } from '../shared/words.js';

/** Somebody would have to be asked, and nobody is there. `next`: what does without asking. */
export function noTerminal(next: string, why?: Words): UserError {
  return new UserError('no-terminal', { ja: '質問するためのターミナルがありません', en: 'There is no terminal to ask you on' }, { why, next, exitCode: ExitCode.usage });
}
