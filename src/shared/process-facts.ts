import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** What tells a living process from any other, as far as the system says. */
export interface ProcessFacts {
  readonly commandLine: string;
  /** Its working folder, and its start in clock ticks since boot: on Linux only. */
  readonly folder?: string;
  readonly startedAt?: string;
}

/** undefined: no such process lives, or it is not to be seen by us. */
export function readProcess(pid: number): ProcessFacts | undefined {
  // 0 and negative numbers are groups of processes to the system.
  if (!Number.isInteger(pid) || pid <= 1 || !isThere(pid)) return undefined;
  if (process.platform === 'linux') return readProc(pid);
  const [program, ...args] = process.platform === 'win32' ? ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`] : ['ps', '-ww', '-o', 'command=', '-p', String(pid)];
  const { status, stdout } = spawnSync(program ?? '', args, { encoding: 'utf8', timeout: 10_000 });
  return status === 0 && stdout.trim() !== '' ? { commandLine: stdout.trim() } : undefined;
}

/** Start time in clock ticks since boot, where the system tells it (Linux); "ended" of one that only waits for its parent. */
export function startOfProcess(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name (field 2) is in brackets and may hold blanks; the state is field 3, the start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie answers signals, but has ended: its parent has not yet taken notice.
    return fields[0] === 'Z' ? 'ended' : fields[19];
  } catch {
    return undefined;
  }
}

function readProc(pid: number): ProcessFacts | undefined {
  try {
    const startedAt = startOfProcess(pid);
    if (startedAt === undefined || startedAt === 'ended') return undefined;
    return { commandLine: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '), folder: readlinkSync(`/proc/${pid}/cwd`), startedAt };
  } catch {
    return undefined;
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
