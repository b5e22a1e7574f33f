import chalk from 'chalk';
import { commandsFor } from '../../workshop/look.js';
import type { Visit } from './visit.js';

/** The commands of the step, each whole on its line and nothing else on it; in the clipboard, too, where the terminal lets us. */
export async function bareCommands({ session, courseStep, terminal }: Visit): Promise<void> {
  const commands = await commandsFor(courseStep.step, session.context);
  terminal.say();
  for (const command of commands) terminal.out(command);
  terminal.say();
  const later = { ja: `あとで出すには: boyacky-lab hint ${courseStep.id} --commands`, en: `To have them again: boyacky-lab hint ${courseStep.id} --commands` };
  if (terminal.copy(commands.join('\n'))) terminal.say(chalk.dim(terminal.t({ ja: 'ターミナルが対応していれば、クリップボードにも入っています。', en: 'They are in the clipboard as well, if your terminal allows it.' })));
  terminal.say(chalk.dim(terminal.t(later)));
}
