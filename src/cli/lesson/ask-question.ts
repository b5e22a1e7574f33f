import chalk from 'chalk';
import { look } from '../../workshop/look.js';
import type { Choice, Question, Text } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';
import { renderMarkdown } from '../render/markdown.js';
import { showVerdict } from '../render/show-verdict.js';
import { wrapText } from '../render/wrap-text.js';
import { chooseStep } from './choose-step.js';
import { explainMore } from './explain-more.js';
import { questionMenu } from './menus.js';
import type { Move } from './move.js';
import { showSolution } from './show-solution.js';
import type { Visit } from './visit.js';

/** What stands before an answer in a menu: a mark, its number. */
const margin = 5;

/** Asks until the answer is right, and says of a wrong one why it is wrong. 'answered': it is right. */
export async function askQuestion(visit: Visit, question: Question): Promise<Move | 'answered'> {
  const { session, courseStep, terminal } = visit;
  const { context, progress } = session;
  const width = terminal.width - margin - 1;
  const answers = question.choices.map((choice, index) => ({ value: `answer ${index}` as const, name: wrapText(terminal.t(choice), { width }).join('\n') }));
  const menu = questionMenu(terminal).map((entry, index) => ({ ...entry, afterGap: index === 0 }));
  for (;;) {
    terminal.say();
    for (const line of terminal.t(question.prompt).split('\n')) for (const row of wrapText(line, { width: terminal.width })) terminal.say(chalk.bold(row));
    const value = await terminal.choose(terminal.t({ ja: '答えは?', en: 'Your answer?' }), [...answers, ...menu], context.signal);
    switch (value) {
      case 'hint':
        await visit.hint();
        continue;
      case 'more':
        await explainMore(visit);
        continue;
      case 'solution':
        await showSolution(visit);
        continue;
      case 'list': {
        const move = await chooseStep(session, terminal, courseStep.id);
        if (move !== undefined) return move;
        continue;
      }
      case 'skip':
        return { to: 'skipped' };
      case 'back':
      case 'quit':
        return { to: value };
      default:
        progress.update({ answers: { ...progress.state.answers, [courseStep.id]: Number(value.slice('answer '.length)) } });
    }
    const chosen = question.choices[Number(value.slice('answer '.length))];
    if (chosen?.why !== undefined) {
      showWrong(chosen, chosen.why, terminal);
      continue;
    }
    showVerdict(await look(courseStep.step, context), terminal);
    for (const line of renderMarkdown(terminal.t(question.explanation), { width: terminal.width - 4 })) terminal.say(`    ${line}`);
    return 'answered';
  }
}

function showWrong(chosen: Choice, why: Text, terminal: Terminal): void {
  for (const row of wrapText(`✖ ${terminal.t(chosen)}`, { width: terminal.width, indent: '  ', hanging: '    ' })) terminal.say(chalk.red(row));
  for (const row of wrapText(terminal.t(why), { width: terminal.width, indent: '    ' })) terminal.say(row);
}
