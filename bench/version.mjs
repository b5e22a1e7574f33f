import { medianOf } from './median-of.mjs';
import { runOrFail, timeBareNode } from './run-program.mjs';

const runs = 21;
const goal = 1.6;

/** `boyacky-lab --version` against `node -e 0`: scripts ask it, and npx does before anything is seen. */
export async function measureVersion(/** @type {import('./package-copy.mjs').PackageCopy} */ { bin }, /** @type {(line: string) => void} */ say) {
  const [bare, version] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  // One after the other, so that both meet the same machine.
  for (let run = 0; run < runs; run++) {
    bare.push(await timeBareNode());
    version.push((await runOrFail(process.execPath, [bin, '--version'])).ms);
  }
  const ratio = medianOf(version) / medianOf(bare);
  say(`${runs} runs, node -e 0: ${medianOf(bare).toFixed(0)} ms`);
  return [{ measure: 'boyacky-lab --version / node -e 0', value: `${medianOf(version).toFixed(0)} ms`, ratio, goal: `<= ${goal}x`, met: ratio <= goal }];
}
