import { unsupportedInDockerfile } from '../dockerfile/dockerfile-error.js';
import type { Command } from '../dockerfile/instruction.js';

const INSTALL_COMMANDS = new Set(['ci', 'clean-install', 'install', 'i']);
const FLAG = /^--(?:omit|include|only|production|ignore-scripts|no-audit|no-fund|audit|fund|loglevel|no-progress|progress|silent|quiet|prefer-offline|offline|no-save|no-package-lock|no-optional|legacy-peer-deps|strict-peer-deps|install-strategy|no-update-notifier)(?:=[\w.,-]+)?$/;

/**
 * What RUN may do without a container around it: install the packages that package.json names.
 * Returns the argument arrays for npm; `npm cache clean` gives none, because the cache is this machine's own.
 *
 * @throws EngineError `unsupported` for everything else.
 */
export function readNpmCommands(line: number, command: Command): readonly (readonly string[])[] {
  const commands = command.form === 'exec' ? [[...command.argv]] : command.text.split(/\s*&&\s*/).map((part) => part.trim().split(/\s+/));
  return commands.flatMap((words) => {
    const args = readNpmCommand(line, words);
    return args ? [args] : [];
  });
}

function readNpmCommand(line: number, words: readonly string[]): readonly string[] | undefined {
  const [program, subcommand = '', ...rest] = words;
  const refuse = () => unsupportedInDockerfile(line, `RUN ${words.join(' ')} (npm ci and npm install are)`);
  if (program !== 'npm') throw refuse();
  if (subcommand === 'cache' && rest[0] === 'clean') return undefined;
  const short = new Set(['-s', '-q', '-d']);
  if (!INSTALL_COMMANDS.has(subcommand) || !rest.every((flag) => FLAG.test(flag) || short.has(flag))) throw refuse();
  return [subcommand, ...rest];
}
