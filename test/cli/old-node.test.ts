import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const program = readFileSync(file('dist/bin.js'), 'utf8').replace(/^#!.*\n/, '');

/** Runs what begins the program as that Node would; the program behind it is only noted. */
async function startWith(node: string, env: Record<string, string> = {}, argv: readonly string[] = []) {
  const process = { versions: { node }, env, argv: ['node', 'bin.js', ...argv], exitCode: undefined as number | undefined, stderr: { write: (text: string) => void said.push(text) } };
  const said: string[] = [];
  const started: string[][] = [];
  const load = async () => await Promise.resolve({ run: async (args: string[]) => await Promise.resolve(started.push(args) - 1) });
  runInContext(program.replace('import(', 'load('), createContext({ process, load }));
  await new Promise((resolve) => setImmediate(resolve));
  return { said: said.join(''), started, exitCode: process.exitCode };
}

describe('a Node that is too old', () => {
  it.each(['20.18.3', '18.20.8', '16.20.2', '12.22.12', '8.17.0'])('%s gets one sentence, what to type and exit code 3', async (node) => {
    const { said, started, exitCode } = await startWith(node);
    expect(said).toBe(`\n✖ boyacky-lab needs Node 20.19 or newer; this is Node ${node}\n  next: nvm install 22 (or get it from https://nodejs.org/)\n`);
    expect([started, exitCode]).toEqual([[], 3]);
  });

  it('is told in Japanese where the machine, or the flag, says so', async () => {
    const inJapanese = 'Node 20.19 以上が必要です';
    expect((await startWith('18.20.8', { LANG: 'ja_JP.UTF-8' })).said).toContain(inJapanese);
    expect((await startWith('18.20.8', {}, ['start', '--lang', 'ja'])).said).toContain(inJapanese);
    expect((await startWith('18.20.8', { LANG: 'ja_JP.UTF-8' }, ['start', '--lang', 'en'])).said).not.toContain(inJapanese);
  });

  it('names the version that the package asks for', () => {
    const { engines } = JSON.parse(readFileSync(file('package.json'), 'utf8')) as { engines: { node: string } };
    expect(program).toContain(`Node ${engines.node.replace('>=', '')} or newer`);
  });

  it('can read that far: no import that comes first, no syntax that is newer than dynamic import', () => {
    const source = ts.createSourceFile('bin.js', program, ts.ScriptTarget.ESNext, true);
    const modern = [ts.SyntaxKind.ImportDeclaration, ts.SyntaxKind.ExportDeclaration, ts.SyntaxKind.ExportAssignment, ts.SyntaxKind.AwaitExpression, ts.SyntaxKind.QuestionDotToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.PrivateIdentifier];
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (modern.includes(node.kind)) found.push(node.getText());
      node.forEachChild(visit);
    };
    visit(source);
    expect(found).toEqual([]);
    expect(source.statements.length).toBeGreaterThan(1);
  });
});

it.each(['20.19.0', '22.0.0', '24.21.0'])('Node %s starts the program with what was typed', async (node) => {
  expect(await startWith(node, {}, ['start', 'w'])).toEqual({ said: '', started: [['start', 'w']], exitCode: 0 });
});
