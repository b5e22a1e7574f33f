import { createInterface } from 'node:readline';
import type { Container, EngineError } from '../../containers/engine.js';
import { isNamed } from '../../workshop/explain-failure.js';
import { shortId } from './render/describe.js';
import type { ShimContext } from './shim-context.js';

/** Where a shell would be: a prompt for the commands that look into a container, which says that it is no shell. */
export async function lookAround(context: ShimContext, container: Container): Promise<number> {
  const { stdin, out, language, signal } = context;
  const prompts = stdin.isTTY === true;
  if (prompts) {
    out(
      language === 'ja'
        ? `${shortId(container.id)} の中を見る小さな窓です（本物のシェルではありません）。\n使えるもの: ls find cat pwd env printenv whoami hostname。exit で戻ります。\n`
        : `A small window into ${shortId(container.id)}; it is not a real shell.\nIt knows ls find cat pwd env printenv whoami hostname; exit brings you back.\n`,
    );
  }
  const lines = createInterface({ input: stdin, output: prompts ? process.stdout : undefined, terminal: prompts, prompt: '# ' });
  const stop = () => lines.close();
  signal.addEventListener('abort', stop, { once: true });
  // Ctrl-C throws the line away, as in a shell; Ctrl-D leaves.
  lines.on('SIGINT', () => {
    out('^C\n');
    lines.write(null, { ctrl: true, name: 'u' });
    lines.prompt();
  });
  let exitCode = 0;
  try {
    if (prompts) lines.prompt();
    for await (const line of lines) {
      const words = splitWords(line);
      if (words[0] === 'exit') return Number(words[1] ?? exitCode) || 0;
      if (words.length > 0) exitCode = await look(context, container, line, words);
      if (prompts) lines.prompt();
    }
    if (prompts) out('\n');
    return exitCode;
  } finally {
    signal.removeEventListener('abort', stop);
    lines.close();
  }
}

async function look({ engine, out, err, language }: ShimContext, { id }: Container, line: string, words: readonly string[]): Promise<number> {
  if (/[|&;<>`$*]/.test(line.replace(/'[^']*'|"[^"$`]*"/g, ''))) {
    err(language === 'ja' ? 'sh: | や > や * はここでは使えません（本物のシェルには Docker が要ります）\n' : 'sh: no | > * and the like here: a real shell needs Docker\n');
    return 2;
  }
  try {
    const { exitCode, stdout, stderr } = await engine.exec(id, words);
    out(stdout);
    err(stderr);
    return exitCode;
  } catch (error) {
    if (!isNamed<EngineError>(error, 'EngineError')) throw error;
    err(`sh: ${error.message}\n`);
    return 127;
  }
}

function splitWords(line: string): readonly string[] {
  return [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replace(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ''));
}
