// How fast it is, as ratios to something simple on the same machine: absolute times say more about the machine.
// A measurement that is not met is told and fails nothing; only one that could not be made sets the exit code.
//
//   npm run bench                       everything (about ten minutes)
//   npm run bench -- version sandbox    some of: version, sandbox, practice, docker
import { measureDockerCourse } from './docker-course.mjs';
import { copyPackage } from './package-copy.mjs';
import { measurePracticeCourse } from './practice-course.mjs';
import { measureSandboxStart } from './sandbox-start.mjs';
import { formatTable } from './table.mjs';
import { measureVersion } from './version.mjs';

const measurements = { version: measureVersion, sandbox: measureSandboxStart, practice: measurePracticeCourse, docker: measureDockerCourse };
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in measurements));
if (unknown.length > 0) {
  process.stderr.write(`There is no measurement "${unknown[0]}"; there are: ${Object.keys(measurements).join(', ')}\n`);
  process.exitCode = 2;
} else {
  await measureAll();
}

async function measureAll() {
  const copy = await copyPackage();
  const rows = [];
  try {
    for (const [name, measure] of Object.entries(measurements)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      try {
        rows.push(...(await measure(copy, (line) => process.stderr.write(`${name}: ${line}\n`))));
      } catch (error) {
        process.stderr.write(`${name}: could not be measured: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 1;
      }
    }
  } finally {
    copy.remove();
  }
  process.stdout.write(`${formatTable(rows)}\n`);
}
