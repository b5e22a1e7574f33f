import { readFileSync } from 'node:fs';
import { installSampleApp, makeLearnerFolder } from './learner-folder.mjs';
import { medianOf } from './median-of.mjs';
import { slowSteps } from './slow-steps.mjs';

const runs = 3;
const goalSeconds = 45;
const goalMegabytes = 150;

/** The whole course with the practice engine, clean-up included, and how big the sandbox is at its end. */
export async function measurePracticeCourse(/** @type {import('./package-copy.mjs').PackageCopy} */ copy, /** @type {(line: string) => void} */ say) {
  await warmNpmCache(copy);
  const [seconds, megabytes] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let run = 0; run < runs; run++) {
    const folder = makeLearnerFolder(copy);
    try {
      // Kept and then cleaned up by a second command: in between the sandbox is there to be looked at.
      const course = await folder.runLab(['start', '--yes', '--engine', 'practice', '--lang', 'en', '--keep']);
      megabytes.push(residentMegabytes(Number(folder.endpoint()['pid'])));
      const cleanup = await folder.runLab(['cleanup', '--yes']);
      seconds.push((course.ms + cleanup.ms) / 1000);
      say(`${(course.ms / 1000).toFixed(1)} s + clean-up ${(cleanup.ms / 1000).toFixed(1)} s, ${megabytes.at(-1)?.toFixed(0)} MB; ${slowSteps(course.output)}`);
    } finally {
      await folder.remove();
    }
  }
  return [
    { measure: 'practice course with clean-up', value: `${medianOf(seconds).toFixed(1)} s`, goal: `<= ${goalSeconds} s`, met: medianOf(seconds) <= goalSeconds },
    {
      measure: "sandbox's memory after it",
      value: Number.isNaN(medianOf(megabytes)) ? 'no /proc here' : `${medianOf(megabytes).toFixed(0)} MB`,
      goal: `< ${goalMegabytes} MB`,
      met: Number.isNaN(medianOf(megabytes)) ? undefined : medianOf(megabytes) < goalMegabytes,
    },
  ];
}

async function warmNpmCache(/** @type {import('./package-copy.mjs').PackageCopy} */ copy) {
  const folder = makeLearnerFolder(copy);
  await installSampleApp(copy, folder).finally(() => folder.remove());
}

/** VmRSS; NaN where the system does not tell. @param {number} pid */
function residentMegabytes(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;
  } catch {
    return NaN;
  }
}
