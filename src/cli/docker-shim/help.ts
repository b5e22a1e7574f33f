import type { Language } from '../../workshop/types.js';
import { allCommands } from './all-commands.js';
import type { DockerCommand } from './docker-command.js';

/** What this docker is, and everything that it can do. */
export function overview(language: Language): string {
  const width = Math.max(...allCommands.map(({ names }) => names.join(', ').length));
  const lines = allCommands.map(({ names, about }) => `  ${names.join(', ').padEnd(width)}  ${about[language]}`);
  const intro =
    language === 'ja'
      ? 'これは Docker ではなく、boyacky-lab の練習用エンジンです。隔離はしません。\nレッスンに出てくる docker のコマンドだけが使えます。ほかのものには Docker が要ります。'
      : 'This is not Docker but the practice engine of boyacky-lab. It isolates nothing.\nIt does the docker commands of the lessons; for all others install Docker.';
  return `${intro}\n\nUsage:  docker COMMAND\n\n${lines.join('\n')}\n\nRun 'docker COMMAND --help' for more information\n`;
}

/** How one command is typed here. */
export function commandHelp({ names, usage, about, flags, refusedFlags }: DockerCommand, language: Language): string {
  const shown = flags.map(({ name, short, takesValue }) => `  ${short === undefined ? '    ' : `-${short}, `}--${name}${takesValue ? ' VALUE' : ''}`);
  const refused = (refusedFlags ?? '').split(' ').filter(Boolean).map((each) => `--${each.split('|')[0] ?? ''}`);
  const heading = language === 'ja' ? '練習用エンジンにはないもの' : 'Not in the practice engine';
  const parts = [
    `Usage:  docker ${names[0] ?? ''} ${usage}`,
    about[language],
    ...(names.length > 1 ? [`Aliases:\n  ${names.map((name) => `docker ${name}`).join(', ')}`] : []),
    ...(shown.length > 0 ? [`Options:\n${shown.join('\n')}`] : []),
    ...(refused.length > 0 ? [`${heading}:\n  ${refused.join(' ')}`] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}
