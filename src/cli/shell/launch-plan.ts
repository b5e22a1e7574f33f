import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from './prepare-lab.js';
import { keptCopies, repairOf } from './repair.js';
import type { LearnerShell } from './shell-kind.js';
import { bashStartFile, fishStart, powerShellStart, repairForFish, zshEnvFile, zshStartFile } from './start-files.js';

export interface LaunchPlan {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** How the learner's shell is started so that it stays theirs and works on our target. Writes its start files. */
export function planShell({ kind, program }: LearnerShell, { labDir, binDir, changes, env }: Lab): LaunchPlan {
  const repair = repairOf(binDir, changes);
  const guarded = { ...env, ...keptCopies(repair, changes) };
  switch (kind) {
    case 'bash': {
      const file = join(labDir, 'bashrc');
      writeFileSync(file, bashStartFile(repair), { mode: 0o600 });
      return { program, args: ['--rcfile', file, '-i'], env: guarded };
    }
    case 'zsh':
      return { program, args: ['-i'], env: { ...guarded, ...zshFolder(labDir, binDir, changes, env) } };
    case 'fish':
      return { program, args: ['-C', fishStart(repair)], env: guarded };
    case 'powershell':
      return { program, args: ['-NoLogo', '-NoExit', '-Command', powerShellStart(repair)], env: guarded };
    case 'sh':
      return { program, args: ['-i'], env: { ...env, PS1: '(boyacky $(cat "$BOYACKY_LAB_OPEN_STEP" 2>/dev/null)) $ ' } };
  }
}

/** How one line is run that the learner typed: it is theirs, so their shell reads it. `afterwards` gets the last folder. */
export function planLine({ kind, program }: LearnerShell, line: string, afterwards: string, { labDir, binDir, changes, env }: Lab): LaunchPlan {
  const repair = repairOf(binDir, changes);
  const noted = { ...env, BOYACKY_LAB_LAST_FOLDER: afterwards };
  switch (kind) {
    case 'bash':
    case 'sh':
      return { program, args: ['-c', `${noteFolder}\n${line}`], env: noted };
    case 'zsh':
      return { program, args: ['-c', `${noteFolder}\n${line}`], env: { ...noted, ...keptCopies(repair, changes), ...zshFolder(labDir, binDir, changes, env) } };
    case 'fish':
      return {
        program,
        args: ['-C', `${repairForFish(repair)}\nfunction __boyacky_note --on-event fish_exit; pwd > $BOYACKY_LAB_LAST_FOLDER; end`, '-c', line],
        env: { ...noted, ...keptCopies(repair, changes) },
      };
    case 'powershell':
      return { program, args: ['-NoLogo', '-NoProfile', '-Command', `try {\n${line}\n} finally { (Get-Location).Path | Set-Content -LiteralPath $env:BOYACKY_LAB_LAST_FOLDER -Encoding UTF8 }\nexit $LASTEXITCODE`], env: noted };
  }
}

const noteFolder = `trap 'pwd > "$BOYACKY_LAB_LAST_FOLDER"' EXIT`;

function zshFolder(labDir: string, binDir: string, changes: Lab['changes'], env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = join(labDir, 'zsh');
  const repair = repairOf(binDir, changes);
  mkdirSync(ours, { recursive: true, mode: 0o700 });
  writeFileSync(join(ours, '.zshenv'), zshEnvFile(repair, ours), { mode: 0o600 });
  writeFileSync(join(ours, '.zshrc'), zshStartFile(repair, ours), { mode: 0o600 });
  return { ZDOTDIR: ours, BOYACKY_LAB_ZDOTDIR: env.ZDOTDIR ?? env.HOME };
}
