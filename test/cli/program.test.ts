import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.js';

/** argv → the command that would run, its options and arguments; nothing is run. */
async function parse(argv: readonly string[]): Promise<{ name: string; options: Record<string, unknown>; args: readonly string[] }> {
  const program = buildProgram(() => Promise.resolve());
  const quiet = { writeErr: () => undefined, writeOut: () => undefined };
  program.configureOutput(quiet);
  const commands = program.commands.flatMap((command) => [command, ...command.commands]);
  for (const command of commands) command.configureOutput(quiet);
  let ran: (typeof commands)[number] | undefined;
  program.hook('preAction', (_, command) => void (ran = command as typeof ran));
  await program.parseAsync([...argv], { from: 'user' });
  if (ran === undefined) throw new Error('no command ran');
  return { name: ran.name(), options: ran.optsWithGlobals(), args: ran.args };
}

describe('the command line', () => {
  it.each([
    [['start'], 'start', {}, []],
    [['start', 'here', '--yes', '--keep', '--target', 'sandbox', '--engine', 'practice'], 'start', { yes: true, keep: true, target: 'sandbox', engine: 'practice' }, ['here']],
    [['start', '--target', 'aws', '--region', 'us-east-1', '--profile', 'p', '--owner', 'o', '--endpoint-url', 'http://127.0.0.1:1/'], 'start', { target: 'aws', region: 'us-east-1', profile: 'p', owner: 'o', endpointUrl: 'http://127.0.0.1:1' }, []],
    [['start', '--from', 'ecr.push', '--until', 'ecr.scan', '--lang', 'ja', '--pace', 'real'], 'start', { from: 'ecr.push', until: 'ecr.scan', lang: 'ja', pace: 'real' }, []],
    [['verify', '3', 'ecr.push', '--format', 'json', '--output', 'r.json'], 'verify', { format: 'json', output: 'r.json' }, ['3', 'ecr.push']],
    [['verify'], 'verify', { format: 'text' }, []],
    [['cleanup', '--dry-run'], 'cleanup', { dryRun: true, format: 'text' }, []],
    [['cleanup', '--yes', '--keep-sandbox', '--format', 'json'], 'cleanup', { yes: true, keepSandbox: true, format: 'json' }, []],
    [['--workspace', '/w', 'status', '--debug'], 'status', { workspace: '/w', debug: true }, []],
    [['sandbox', 'logs', '--tail', '5'], 'logs', { tail: 5 }, []],
    [['sandbox', 'start', '--engine', 'docker'], 'start', { engine: 'docker' }, []],
    [['hint', 'ecr.push'], 'hint', {}, ['ecr.push']],
    [['solve'], 'solve', {}, []],
    [['lesson', '3'], 'lesson', {}, ['3']],
  ])('%j', async (argv, name, options, args) => {
    expect(await parse(argv)).toEqual({ name, options, args });
  });

  it.each([[['start', '--target', 'gcp']], [['start', '--pace', 'slow']], [['start', '--lang', 'fr']], [['verify', '--format', 'xml']], [['sandbox', 'logs', '--tail', 'x']], [['start', '--endpoint-url', 'ftp://x']], [['nothing']]])(
    'refuses %j',
    async (argv) => {
      await expect(parse(argv)).rejects.toThrow();
    },
  );
});
