import { UserError } from '../../../shared/user-error.js';
import { otherPortsCommand, type LocalPorts } from '../../local-ports.js';
import type { Text, Verdict } from '../../types.js';
import { notYet } from '../../verdict.js';

/** For a check: something that is not ours answers where Boyacky should. */
export function portTakenVerdict(port: number, ports: LocalPorts, expected: Text): Verdict {
  return notYet(
    expected,
    { ja: `ポート ${port} では Boyacky でないものが応答しています`, en: `something that is not Boyacky answers on port ${port}` },
    {
      ja: `lsof -nP -iTCP:${port} -sTCP:LISTEN で誰かを調べ、止めてください。止められなければ、別のポートにします: ${otherPortsCommand(ports)}`,
      en: `Find out who it is and stop it: lsof -nP -iTCP:${port} -sTCP:LISTEN. If it has to stay, take another port: ${otherPortsCommand(ports)}`,
    },
  );
}

/** For a solve. */
export function portTakenError(port: number, ports: LocalPorts, cause?: unknown): UserError {
  return new UserError('port-taken', { ja: `このマシンのポート ${port} は、ほかのプログラムが使っています`, en: `Port ${port} of this machine is taken by another program` }, {
    why: { ja: `Boyacky がポート ${port} で待ち受けますが、使えるのは 1 つのプログラムだけです。`, en: `Boyacky is to listen on port ${port}, and only one program can.` },
    next: {
      ja: `lsof -nP -iTCP:${port} -sTCP:LISTEN   （誰が使っているかがわかります。止めるか、別のポートにします: ${otherPortsCommand(ports)}）`,
      en: `lsof -nP -iTCP:${port} -sTCP:LISTEN   (shows who has it; stop it, or take another port: ${otherPortsCommand(ports)})`,
    },
    cause,
  });
}
