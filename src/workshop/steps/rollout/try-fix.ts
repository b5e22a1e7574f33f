import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StepContext, Text } from '../../types.js';
import { emojiText, limit, longText } from './texts.js';

/** What the app did with each text, and what its page says. */
export interface Trial {
  readonly stored: readonly { readonly status: number; readonly stored?: string }[];
  /** Of the page's input; null where it has none. */
  readonly maxlength: string | null;
  readonly version: string;
}

const exact = 'a'.repeat(limit);
/** Short ones that must stay as they are, longer ones that must be cut, and one that is too long for the table. */
export const trialTexts: readonly string[] = ['疲れた', exact, `${exact}b`, `${'眠い。'.repeat(100)}`, emojiText, longText];

const patienceMs = 20_000;
const known = new Map<string, Trial | { readonly trouble: Text }>();

/**
 * Runs the learner's app with texts of several lengths, in memory, and answers what it did; or why it could not be run.
 * The same files are tried once only: a step that is watched is looked at several times a second.
 */
export async function tryFix(context: Pick<StepContext, 'app' | 'workspace' | 'signal'>): Promise<Trial | { readonly trouble: Text }> {
  const { app, workspace, signal } = context;
  const key = hashOf(workspace);
  const before = known.get(key);
  if (before !== undefined) return before;
  const script = join(workspace.assets.templates, 'probes', 'try-fix.mjs');
  const { stdout, stderr, exitCode, timedOut } = await app.tryOut(script, workspace.appDir, { input: JSON.stringify(trialTexts), timeoutMs: patienceMs, signal });
  signal.throwIfAborted();
  const result = (exitCode === 0 ? readTrial(stdout) : undefined) ?? { trouble: explainTrouble(stderr, workspace.appDir, timedOut) };
  known.set(key, result);
  return result;
}

/** The probe's line. undefined: the app ended the trial before it, or wrote into it. */
function readTrial(stdout: string): Trial | undefined {
  for (const line of stdout.split('\n').reverse()) {
    try {
      const trial = JSON.parse(line) as Partial<Trial> | null;
      if (Array.isArray(trial?.stored)) return trial as Trial;
    } catch {
      // A line of the app's own.
    }
  }
  return undefined;
}

function hashOf(workspace: StepContext['workspace']): string {
  const { appDir } = workspace;
  const hash = createHash('sha256').update(appDir);
  for (const name of readdirSync(join(appDir, 'src')).sort()) if (name.endsWith('.js')) hash.update(name).update(workspace.read(join(appDir, 'src', name)));
  return hash.update(workspace.read(join(appDir, 'package.json'))).digest('hex');
}

/** "src/boyaki.js:12: SyntaxError: …", out of what Node prints. */
function explainTrouble(stderr: string, appDir: string, timedOut: boolean): Text {
  if (timedOut) return { ja: `試したアプリが ${patienceMs / 1000} 秒たっても終わりません。終わらない繰り返しがないか見てください`, en: `the trial run of the app did not end within ${patienceMs / 1000} s: is there an endless loop?` };
  if (stderr.trim() === '') return { ja: '試したアプリが、答える前に終わりました', en: 'in the trial run the app ended before it had answered' };
  const message = stderr.split('\n').find((line) => /^\w*Error\b/.test(line.trim()))?.trim() ?? stderr.trim().split('\n').at(-1) ?? '';
  // Of a syntax error Node names the place in its first line, of a thrown one in the stack.
  const places = [...stderr.matchAll(/(src\/[\w.-]+\.js):(\d+)/g)].filter(() => stderr.includes(appDir));
  const [, file, line] = places[0] ?? [];
  const where = file === undefined ? '' : `${file}:${line ?? ''}: `;
  return { ja: `アプリが動きません: ${where}${message}`, en: `the app does not run: ${where}${message}` };
}
