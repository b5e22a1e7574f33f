import { openPracticeEngine } from '../compose.js';
import { runDocker } from './run-docker.js';

/** The docker of our shell as a process: [the folder of the practice engine, the language, what was typed after `docker`]. */
export async function startDocker([practiceDir = '', language = 'en', ...argv]: readonly string[], signal: AbortSignal): Promise<number> {
  return await runDocker(
    {
      engine: await openPracticeEngine(practiceDir, signal),
      language: language === 'ja' ? 'ja' : 'en',
      cwd: process.cwd(),
      env: process.env,
      stdin: process.stdin,
      signal,
      out: (text) => void process.stdout.write(text),
      err: (text) => void process.stderr.write(text),
    },
    argv,
  );
}
