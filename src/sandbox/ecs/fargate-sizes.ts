import { clientError } from './errors.js';

const gib = 1024;

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size */
const memoryByCpu: ReadonlyMap<number, readonly number[]> = new Map([
  [256, [512, 1 * gib, 2 * gib]],
  [512, steps(1, 4, 1)],
  [1024, steps(2, 8, 1)],
  [2048, steps(4, 16, 1)],
  [4096, steps(8, 30, 1)],
  [8192, steps(16, 60, 4)],
  [16384, steps(32, 120, 8)],
  [32768, [60 * gib, 120 * gib, 244 * gib]],
]);

export interface TaskSize {
  /** CPU units: 1024 are one vCPU. */
  readonly cpu: number;
  readonly memoryMiB: number;
}

/**
 * Reads "256" or ".25 vCPU", "512" or "0.5 GB", and checks that Fargate has such a size.
 * @throws ClientException
 */
export function readFargateSize(cpu: string | undefined, memory: string | undefined): TaskSize {
  if (cpu === undefined || cpu === '') throw clientError("Fargate requires that 'cpu' be defined at the task level.");
  if (memory === undefined || memory === '') throw clientError("Fargate requires that 'memory' be defined at the task level.");
  const units = readAmount(cpu, 'vcpu');
  const mib = readAmount(memory, 'gb');
  if (units === undefined) throw clientError("Invalid 'cpu' setting for task.");
  if (mib === undefined) throw clientError("Invalid 'memory' setting for task.");
  if (!memoryByCpu.get(units)?.includes(mib)) {
    throw clientError(`No Fargate configuration exists for given values: ${units} CPU, ${mib} memory`);
  }
  return { cpu: units, memoryMiB: mib };
}

function readAmount(text: string, unit: string): number | undefined {
  const match = /^\s*(\d*\.?\d+)\s*([a-z]*)\s*$/i.exec(text);
  const amount = Number(match?.[1]);
  const given = match?.[2]?.toLowerCase();
  if (match === null || Number.isNaN(amount)) return undefined;
  if (given === '') return Number.isInteger(amount) ? amount : undefined;
  return given === unit ? amount * 1024 : undefined;
}

function steps(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => (from + index * step) * gib);
}
