import { look } from '../../workshop/look.js';
import type { Question } from '../../workshop/types.js';
import { renderMarkdown } from '../render/markdown.js';
import { showVerdict } from '../render/show-verdict.js';
import { chooseStep } from './choose-step.js';
import { explainMore } from './explain-more.js';
import { questionMenu } from './menus.js';
import type { Move } from './move.js';
import { showSolution } from './show-solution.js';
import type { Visit } from './visit.js';

/** Asks until the answer is right, with the explanation at once. 'answered': it is. */
export async function askQuestion(visit: Visit, question: Question): Promise<Move | 'answered'> {
  const { session, courseStep, terminal } = visit;
  const { context, progress } = session;
  const answers = question.choices.map((choice, index) => ({ value: `answer ${index}` as const, name: terminal.t(choice) }));
  for (;;) {
    terminal.say();
    const value = await terminal.choose(terminal.t(question.prompt), [...answers, ...questionMenu(terminal)], context.signal);
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
    const verdict = await look(courseStep.step, context);
    showVerdict(verdict, terminal);
    if (verdict.verdict !== 'done') continue;
    for (const line of renderMarkdown(terminal.t(question.explanation), { width: terminal.width - 4 })) terminal.say(`    ${line}`);
    return 'answered';
  }
}
