import type { Diagnosis } from './diagnosis.js';

/** What only another build mends: the files are right, and were built for another CPU or did not arrive whole. */
const builds: readonly string[] = ['wrong-cpu', 'platform-missing', 'image-damaged'];

/** What the program in the image does, or that there is none to start. */
const programs: readonly string[] = [
  ...['module-missing', 'script-not-found', 'cannot-start', 'essential-exited', 'heap-out-of-memory'],
  ...['exit-0', 'exit-1', 'exit-126', 'exit-127', 'exit-139', 'exit-255'],
  ...['health-check-failed', 'unhealthy', 'unhealthy-code', 'unhealthy-timeout'],
];

/** Ids of entries that may be the image's fault; a test finds each of them in its table. */
export const imageTroubles: readonly string[] = [...builds, ...programs];

/** Whether the image may be to blame, where all around it is right: 'build', or the 'files' that it was built of. */
export function blameOnImage({ id }: Pick<Diagnosis, 'id'>): 'build' | 'files' | undefined {
  if (builds.includes(id)) return 'build';
  return programs.includes(id) ? 'files' : undefined;
}
