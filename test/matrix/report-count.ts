import { appendFileSync } from 'node:fs';

/** Prints what a matrix went through; `.ci/run` gathers these lines and shows them again beside the counts of the suites. */
export function reportCount(line: string): void {
  console.info(line);
  const file = process.env.BOYACKY_TEST_COUNTS;
  if (file !== undefined) appendFileSync(file, `${line}\n`);
}
