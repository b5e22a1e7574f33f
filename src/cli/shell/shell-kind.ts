import { basename } from 'node:path';

export type ShellKind = 'bash' | 'zsh' | 'fish' | 'powershell' | 'sh';

export interface LearnerShell {
  readonly kind: ShellKind;
  readonly program: string;
}

/** The learner's own shell; what we cannot prepare (csh, nu …) is replaced by a plain sh. */
export function learnerShell(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform = process.platform): LearnerShell {
  const program = env.SHELL ?? (platform === 'win32' ? 'powershell.exe' : '/bin/sh');
  const name = basename(program.replaceAll('\\', '/')).replace(/\.exe$/i, '').replace(/^-/, '').toLowerCase();
  if (name === 'bash' || name === 'zsh' || name === 'fish') return { kind: name, program };
  if (name === 'pwsh' || name === 'powershell') return { kind: 'powershell', program };
  if (['sh', 'dash', 'ash', 'ksh', 'mksh'].includes(name)) return { kind: 'sh', program };
  return platform === 'win32' ? { kind: 'powershell', program: 'powershell.exe' } : { kind: 'sh', program: '/bin/sh' };
}
