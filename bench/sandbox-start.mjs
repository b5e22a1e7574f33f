import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { medianOf } from './median-of.mjs';
import { timeBareNode } from './run-program.mjs';

const runs = 11;
const goal = 10;
const deadlineMs = 60_000;

/** The sandbox's process from spawn to its first 2xx over HTTP, started as the program starts it, against `node -e 0`. */
export async function measureSandboxStart(/** @type {import('./package-copy.mjs').PackageCopy} */ { sandbox }, /** @type {(line: string) => void} */ say) {
  const [bare, answer] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let run = 0; run < runs; run++) {
    bare.push(await timeBareNode());
    answer.push(await timeFirstAnswer(sandbox));
  }
  const ratio = medianOf(answer) / medianOf(bare);
  say(`${runs} runs, node -e 0: ${medianOf(bare).toFixed(0)} ms`);
  return [{ measure: 'sandbox, spawn to first answer / node -e 0', value: `${medianOf(answer).toFixed(0)} ms`, ratio, goal: `<= ${goal}x`, met: ratio <= goal }];
}

/** @param {string} script */
async function timeFirstAnswer(script) {
  const dir = mkdtempSync(join(tmpdir(), 'boyacky-lab-bench-'));
  const start = performance.now();
  const args = ['--max-semi-space-size=2', '--optimize-for-size', script, '--state-dir', dir, '--practice-dir', join(dir, 'practice'), '--engine', 'practice'];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    while (performance.now() - start < deadlineMs && child.exitCode === null) {
      if (await answers(join(dir, 'endpoint.json'))) return performance.now() - start;
      await sleep(2);
    }
    throw new Error('the sandbox did not answer');
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(dir, { recursive: true, force: true });
  }
}

/** @param {string} endpointFile */
async function answers(endpointFile) {
  let url;
  try {
    ({ url } = JSON.parse(readFileSync(endpointFile, 'utf8')));
  } catch {
    return false;
  }
  const response = await fetch(`${url}/_sandbox/health`);
  await response.text();
  return response.ok;
}
