import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMissing } from '../store/state-dir.js';
import type { ContainerStore } from './container-store.js';
import { readContainerStatus } from './read-container-status.js';

const POLL_MS = 100;
const PROBE_EVERY = 20;

/** Everything the container wrote; `tail` keeps the last n lines. */
export async function readLogs(containers: ContainerStore, id: string, tail?: number): Promise<string> {
  const whole = await readFile(logFile(containers, id), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
  if (tail === undefined) return whole;
  if (tail <= 0) return '';
  const lines = whole.split('\n');
  const complete = whole.endsWith('\n') ? lines.slice(0, -1) : lines;
  return complete.slice(-tail).map((line) => `${line}\n`).join('');
}

/** Hands over each line as it is written, until the container ends or `signal` aborts. */
export async function followLogs(containers: ContainerStore, id: string, onLine: (line: string) => void, signal?: AbortSignal): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let position = 0;
  let rest = '';
  const drain = async (): Promise<void> => {
    const { bytes, next } = await readFrom(logFile(containers, id), position);
    position = next;
    const lines = (rest + decoder.write(bytes)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
  for (let round = 0; !signal?.aborted; round += 1) {
    // The status is read before the file, so that what was written last is not missed.
    const { state } = round % PROBE_EVERY === 0 ? await readContainerStatus(containers, id) : await containers.status(id);
    await drain();
    if (state !== 'running') break;
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
  if (rest !== '') onLine(rest);
}

async function readFrom(file: string, position: number): Promise<{ bytes: Buffer; next: number }> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!handle) return { bytes: Buffer.alloc(0), next: position };
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(Math.max(0, size - position));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, position);
    return { bytes: bytes.subarray(0, bytesRead), next: position + bytesRead };
  } finally {
    await handle.close();
  }
}

function logFile(containers: ContainerStore, id: string): string {
  return join(containers.dir(id), 'output.log');
}
