import { commandLines } from '../render/command-lines.js';
import { look } from '../../workshop/look.js';
import { stillSo } from '../render/still-so.js';
import { takeBack } from './take-back.js';
import { explainMore } from './explain-more.js';
import { chooseStep } from './choose-step.js';
import { doneMenu } from './menus.js';
import type { Move } from './move.js';
import { orSayRefusal } from './or-say-refusal.js';
import { typedCommand } from './typed-command.js';
import type { Visit } from './visit.js';

/** The step is done: what tidies up after it, and a key before anything goes on. 'again': it was taken back. */
export async function afterDone(visit: Visit): Promise<Move | 'again'> {
  const { session, courseStep, terminal } = visit;
  const { context } = session;
  const tidy = (await courseStep.step.afterwards?.(context).catch(() => [])) ?? [];
  if (tidy.length > 0) terminal.say({ ja: '片付けには:', en: 'To tidy up:' });
  for (const command of tidy) for (const line of commandLines(command, terminal)) terminal.say(line);
  const help = terminal.t({ ja: 'Enter で次へ。コマンドも打てます。', en: 'Enter goes on; a command may be typed, too.' });
  for (;;) {
    terminal.say();
    const answer = await terminal.chooseOrType(terminal.t({ ja: 'できました。次は?', en: 'Done. What next?' }), doneMenu(terminal), help, context.signal);
    if ('typed' in answer) {
      await typedCommand(visit, answer.typed);
      stillSo(await look(courseStep.step, context), terminal);
      continue;
    }
    switch (answer.chosen) {
      case 'more':
        await explainMore(visit);
        break;
      case 'again':
        if ((await orSayRefusal(session, terminal, () => takeBack(session, courseStep.step, terminal))) === 'taken back') return 'again';
        break;
      case 'list': {
        const move = await chooseStep(session, terminal, courseStep.id);
        if (move !== undefined) return move;
        break;
      }
      default:
        return { to: answer.chosen };
    }
  }
}
