import { Command, CommanderError, Option } from 'commander';
import { ExitCode, UserError } from '../shared/user-error.js';
import { asTyped, programName } from './as-typed.js';
import { parseDuration } from './expiry.js';
import { engineChoices } from './settings.js';
import { version } from './version.js';

/** What a command gets: its options, its arguments, and the signal of Ctrl-C. Answers the exit code. */
type Action<Options> = (options: Options, args: readonly string[], signal: AbortSignal) => Promise<ExitCode>;

interface GlobalOptions {
  readonly workspace?: string;
  readonly debug?: boolean;
  readonly plain?: boolean;
}

const exitCodes = `
Exit codes:
  0    all done               3  environment not ready        70   a bug of ours
  1    a step is not done,    4  AWS or the engine refused    130  interrupted
       something is left
  2    wrong usage`;

/** Parses a command line and runs its command, each loaded only when it is called. */
export async function runProgram(argv: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.done;
  const program = buildProgram(async (action) => {
    exitCode = await action(signal);
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version also arrive as "errors", with exit code 0; the rest has been printed by commander.
    return error.exitCode === 0 ? ExitCode.done : ExitCode.usage;
  }
}

/** A fresh program for each call (commander keeps state), with no side effect before `execute` is called. */
export function buildProgram(execute: (run: (signal: AbortSignal) => Promise<ExitCode>) => Promise<void>): Command {
  const program = new Command(programName())
    .description('A hands-on tutor for containers on AWS: from source to a service on ECS and Fargate, and back to nothing.')
    .version(version(), '-V, --version')
    .addOption(new Option('--workspace <dir>', 'the folder of the workshop (default: this one, one above it, or ./boyacky-workshop)').env('BOYACKY_LAB_WORKSPACE'))
    .addOption(new Option('--plain', 'append-only text and numbered choices, good for screen readers (also: ACCESSIBLE=1)').env('BOYACKY_LAB_PLAIN'))
    .option('--debug', 'show where an error happened')
    .exitOverride()
    .showHelpAfterError(asTyped('(boyacky-lab --help shows every command)'))
    .addHelpText('after', exitCodes);

  const on = <Options>(command: Command, load: () => Promise<Action<Options & GlobalOptions>>) =>
    command
      .exitOverride()
      .showHelpAfterError(`(${programName()} ${nameFrom(program, command)} --help shows its options)`)
      .action(() => execute(async (signal) => (await load())(command.optsWithGlobals(), command.args, signal)));

  on(addSettings(program.command('start').argument('[dir]', 'folder to work in')).addOption(languageOption())
    .option('--yes', 'unattended: every step is solved and checked, then everything is cleaned up')
    .option('--from <step>', 'begin at this step')
    .option('--until <step>', 'end after this step')
    .option('--keep', 'do not clean up at the end')
    .option('--app-port <port>', 'port of this machine for Boyacky; a second container gets the next one (default 8080)', readPort)
    .option('--expire <time>', 'how long the lab is to stand, e.g. 3h: then every command reminds you', parseDuration)
    .description('the workshop, from where you are'), async () => (await import('./commands/start.js')).start);
  on(program.command('lesson').argument('[name]', 'chapter (number or name) or step').addOption(languageOption())
    .option('--reset', 'take the step back first: what it made is deleted, what is remembered of it forgotten')
    .option('--yes', 'with --reset: do not ask; without a terminal the step is taken back, and that is all')
    .description('one chapter or step, step by step'),
    async () => (await import('./commands/lesson.js')).lesson);
  on(program.command('list').addOption(languageOption()).description('chapters and steps with their progress'), async () => (await import('./commands/list.js')).list);
  on(program.command('status').addOption(languageOption()).description('where you are, what exists, what it costs'), async () => (await import('./commands/status.js')).status);
  on(program.command('verify').argument('[names...]', 'chapters or steps (default: all)').addOption(languageOption())
    .addOption(new Option('--format <format>', 'of the report').choices(['text', 'json', 'junit', 'markdown']).default('text'))
    .option('--output <file>', 'write the report to a file')
    .option('--merge <files...>', "gather learners' JSON reports into one table; needs no workspace")
    .description('check every step, as the homework of the workshop; changes nothing'), async () => (await import('./commands/verify.js')).verify);
  on(addSettings(program.command('doctor')).addOption(languageOption())
    .addOption(new Option('--format <format>', 'of the report').choices(['text', 'json']).default('text'))
    .description('what the course needs and whether it is here; changes nothing'), async () => (await import('./commands/doctor.js')).doctor);
  on(program.command('hint').argument('[step]').addOption(languageOption())
    .option('--level <n>', 'how many rungs of the ladder; the last one is the solution', readLevel)
    .option('--commands', 'only what to type, for copying; of a step that is done, what tidies up')
    .description('hints for the open step, or for another'), async () => (await import('./commands/hint.js')).hint);
  on(program.command('glossary').argument('[words...]', 'a word, or a part of one').addOption(languageOption()).description('the words of the course'), async () => (await import('./commands/glossary.js')).glossary);
  on(program.command('solve').argument('[step]').addOption(languageOption()).description('have the open step, or another, done for you'), async () => (await import('./commands/solve.js')).solve);
  on(program.command('shell').addOption(languageOption()).description('a shell in which docker, aws and npm work on the target'), async () => (await import('./commands/shell.js')).shell);
  on(program.command('cleanup').addOption(languageOption())
    .option('--dry-run', 'show what would be deleted, in order; change nothing')
    .option('--yes', 'do not ask')
    .option('--also <kind=id...>', "delete this, too: it is on the folder's ledger, and does not have the workshop's tags")
    .option('--keep-sandbox', 'leave the sandbox running')
    .addOption(new Option('--format <format>', 'of the receipt').choices(['text', 'json']).default('text'))
    .description('delete everything that the workshop made, and prove it'), async () => (await import('./commands/cleanup.js')).cleanup);

  const sandbox = program.command('sandbox').description('the small AWS on this machine');
  on(addSettings(sandbox.command('start')).description('start it in the background'), async () => (await import('./commands/sandbox.js')).sandboxStart);
  on(sandbox.command('stop').description('stop it; what is in it is kept'), async () => (await import('./commands/sandbox.js')).sandboxStop);
  on(sandbox.command('status').description('does it run, where, since when'), async () => (await import('./commands/sandbox.js')).sandboxStatus);
  on(sandbox.command('env').description(asTyped('lines for your shell: eval "$(boyacky-lab sandbox env)"')), async () => (await import('./commands/sandbox.js')).sandboxEnv);
  on(sandbox.command('reset').description('stop it and forget everything in it'), async () => (await import('./commands/sandbox.js')).sandboxReset);
  on(sandbox.command('logs').option('--tail <lines>', 'how many of the last lines', readCount, 50).description('what it wrote'), async () => (await import('./commands/sandbox.js')).sandboxLogs);
  return program;
}

/** "sandbox start" */
function nameFrom(program: Command, command: Command): string {
  return command.parent === null || command.parent === program ? command.name() : `${nameFrom(program, command.parent)} ${command.name()}`;
}

function addSettings(command: Command): Command {
  return command
    .addOption(new Option('--target <target>', 'sandbox on this machine, or your AWS account').choices(['sandbox', 'aws']))
    .addOption(new Option('--engine <engine>', 'what runs containers').choices([...engineChoices]))
    .option('--region <region>', 'AWS region (default ap-northeast-1)')
    .option('--profile <profile>', 'AWS profile')
    .option('--account <id>', 'the AWS account that you mean, twelve digits; in any other one nothing is done', readAccount)
    .option('--owner <name>', 'value of the tag boyacky-lab:owner (default: your user name)')
    .option('--endpoint-url <url>', 'another AWS-compatible endpoint for --target aws', readUrl)
    .addOption(new Option('--pace <pace>', 'of simulated life cycles').choices(['fast', 'real']));
}

function languageOption(): Option {
  return new Option('--lang <language>', 'of the lessons').choices(['ja', 'en']);
}

function readLevel(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new UserError('usage', { ja: `${text} は段の番号ではありません`, en: `${text} is not a level` }, { next: 'boyacky-lab hint --level 2', exitCode: ExitCode.usage });
}

function readCount(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UserError('usage', { ja: `${text} は行数ではありません`, en: `${text} is not a number of lines` }, { next: 'boyacky-lab sandbox logs --tail 50', exitCode: ExitCode.usage });
}

/** Below 1024 a user may not listen; the next one has to be a port, too. */
function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1024 && port <= 65_534) return port;
  throw new UserError('usage', { ja: `${text} は使えるポートではありません。1024 から 65534 までの数字です`, en: `${text} is no port that can be used: a number from 1024 to 65534` }, { next: 'boyacky-lab start --app-port 9080', exitCode: ExitCode.usage });
}

function readAccount(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new UserError('usage', { ja: `${text} はアカウント ID ではありません。12 桁の数字です`, en: `${text} is not an account id: it has twelve digits` }, { next: 'aws sts get-caller-identity --query Account --output text', exitCode: ExitCode.usage });
}

function readUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/$/, '');
  throw new UserError('usage', { ja: `${text} は http(s) の URL ではありません`, en: `${text} is not an http(s) URL` }, { next: '--endpoint-url http://127.0.0.1:4566', exitCode: ExitCode.usage });
}
