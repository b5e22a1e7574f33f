import { packageRoot } from '../shared/package-root.js';
import { findWorkspace, usualWorkspace } from '../workshop/workspace.js';
import { inEngineWords } from './engine-words.js';
import { lineForNewTerminal, literal, nameOf, nameVariable, pathToType, type Start } from './started-as.js';

let workspaceOfRun: string | undefined;
let nameOfRun: string | undefined;

/** The workspace that this process works in, once it is known: what is printed finds it again. */
export function noteWorkspace(root: string): void {
  if (nameOfRun !== undefined && workspaceOfRun === root) return;
  workspaceOfRun = root;
  nameOfRun = undefined;
}

/** From here on what is printed is typed in a shell of ours. */
export function noteShell(): void {
  nameOfRun = literal;
}

/** What to type for this run's program in a terminal that was just opened, in whatever folder it may be. */
export function inNewTerminal(command: string): string {
  return workspaceOfRun === undefined ? `${programName()} ${command}` : lineForNewTerminal(command, thisStart(), workspaceOfRun);
}

/**
 * A text in which commands are called `boyacky-lab …` and `docker …`, as they are to be typed here: the one place where
 * the program's name is put in, and the engine's. Twice is as good as once.
 */
export function asTyped(original: string): string {
  const text = inEngineWords(original);
  if (!text.includes(literal)) return text;
  return text.replace(shellByItself, (_, before: string) => `${before}${inNewTerminal('shell')}`).replace(commandOfOurs, () => programName());
}

/** On a line of its own it is what to type into another terminal, which was opened anywhere. */
const shellByItself = /^( *)boyacky-lab shell$/gm;

/** The name at the head of a command of ours; not in a path, an address or a name that was put in already. */
const commandOfOurs = /(?<![\w./\\:@~-]|npx )boyacky-lab(?= (?:start|lesson|list|status|verify|doctor|hint|solve|shell|cleanup|sandbox|glossary|--help)\b)/g;

/** How this program is called here. */
export function programName(): string {
  if (nameOfRun === undefined) {
    const start = thisStart();
    // A complaint may come before the workspace is opened, and is typed there all the same.
    nameOfRun = `${nameOf(start, workspaceOfRun ?? findWorkspace(start.cwd))}${workspaceOption(start)}`;
  }
  return nameOfRun;
}

/** A workspace that is not found from where the program was started has to be named. */
function workspaceOption(start: Start): string {
  if (workspaceOfRun === undefined || start.env[nameVariable] || start.env.BOYACKY_LAB_WORKSPACE) return '';
  // Nothing is in it yet at the first start: the usual place is found all the same.
  const found = findWorkspace(start.cwd) ?? usualWorkspace(start.cwd);
  return found === workspaceOfRun ? '' : ` --workspace ${pathToType(workspaceOfRun, start)}`;
}

function thisStart(): Start {
  return { script: process.argv[1], cwd: process.cwd(), env: process.env, root: packageRoot() };
}
