import { UserError } from '../../../shared/user-error.js';
import type { Text, Verdict } from '../../types.js';
import { notYet } from '../../verdict.js';

/** For a check: something that is not ours answers where Boyacky should. */
export function portTakenVerdict(port: number, expected: Text): Verdict {
  return notYet(
    expected,
    { ja: `ポート ${port} では Boyacky でないものが応答しています`, en: `something that is not Boyacky answers on port ${port}` },
    { ja: `lsof -nP -iTCP:${port} -sTCP:LISTEN で誰かを調べ、止めてください。`, en: `Find out who it is and stop it: lsof -nP -iTCP:${port} -sTCP:LISTEN` },
  );
}

/** For a solve. */
export function portTakenError(port: number, cause?: unknown): UserError {
  return new UserError('port-taken', `Port ${port} of this machine is taken by another program`, {
    why: `Boyacky is to listen on port ${port}, and only one program can.`,
    next: `lsof -nP -iTCP:${port} -sTCP:LISTEN   (shows who has it; stop it, then go on)`,
    cause,
  });
}
