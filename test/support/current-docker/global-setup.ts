import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { currentDocker } from './place.js';

const script = fileURLToPath(new URL('current-docker.sh', import.meta.url));

/** Brings up the current daemon for the tests that ask for it, and takes it away again unless it was here before. */
export default function setUp(): (() => void) | undefined {
  if (answers()) return undefined;
  const run = (verb: 'start' | 'stop') => void execFileSync('bash', [script, verb], { stdio: ['ignore', 'ignore', 'inherit'] });
  run('start');
  return () => run('stop');
}

function answers(): boolean {
  try {
    execFileSync('docker', ['info'], { stdio: 'ignore', env: { ...process.env, ...currentDocker }, timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
