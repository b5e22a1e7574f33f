import { allCommands } from './all-commands.js';
import type { DockerCommand } from './docker-command.js';
import { isDockerCommand } from './known-commands.js';
import { refuse, ShimError } from './shim-context.js';

/** The command that a docker command line means, and its arguments; undefined: the line asks what there is. */
export function findCommand(argv: readonly string[]): { command: DockerCommand; args: readonly string[] } | undefined {
  const [first, second] = argv;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') return undefined;
  if (first === '--version' || first === '-v') return { command: named('version'), args: ['--format', 'boyacky-lab practice engine {{.Server.Version}} (not Docker)'] };
  if (first.startsWith('-')) throw isGlobalFlag(first) ? refuse(`docker ${first}`) : new ShimError(`unknown flag: ${first}\n\nRun 'docker --help' for more information`, 125);
  for (const length of [2, 1]) {
    const words = argv.slice(0, length).join(' ');
    const command = allCommands.find(({ names }) => names.includes(words));
    if (command !== undefined && argv.length >= length) return { command, args: argv.slice(length) };
  }
  const isGroup = ['image', 'container', 'system'].includes(first);
  if (isGroup && (second === undefined || second === '--help' || second === '-h')) return undefined;
  const typed = isGroup ? `${first} ${second ?? ''}` : first;
  if (isDockerCommand(argv)) throw refuse(`docker ${typed}`, 1);
  throw new ShimError(`docker: unknown command: docker ${typed}\n\nRun 'docker --help' for more information`, 1);
}

function isGlobalFlag(flag: string): boolean {
  return /^(-[cDHl]|--(config|context|debug|host|log-level|tls(\w*)))(=|$)/.test(flag);
}

function named(name: string): DockerCommand {
  const command = allCommands.find(({ names }) => names.includes(name));
  if (command === undefined) throw new Error(`no command ${name}`);
  return command;
}
