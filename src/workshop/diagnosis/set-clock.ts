import { release } from 'node:os';
import type { Text } from '../types.js';
import { plain } from '../verdict.js';

/** What sets the clock of a machine of this kind. Inside of WSL it stands still while Windows sleeps, and no time service is asked. */
export function setClock(platform: NodeJS.Platform = process.platform, kernel = release()): Text {
  if (platform === 'darwin') return plain('sudo sntp -sS time.apple.com');
  if (platform === 'win32') return plain('w32tm /resync');
  if (!/microsoft/i.test(kernel)) return plain('sudo timedatectl set-ntp true');
  return { ja: 'sudo hwclock -s （それでも直らなければ Windows の PowerShell で: wsl --shutdown）', en: 'sudo hwclock -s (if that does not help, in PowerShell of Windows: wsl --shutdown)' };
}
