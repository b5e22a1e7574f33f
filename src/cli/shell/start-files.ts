import { quoteForFish, quoteForPowerShell, quoteForSh } from './quote.js';
import { keptPrefix, type Repair } from './repair.js';

/** After the learner's own ~/.bashrc: our environment again, and the open step before their prompt. */
export function bashStartFile(repair: Repair): string {
  return `[ -f ~/.bashrc ] && . ~/.bashrc
${repairForSh(repair)}
__boyacky_prompt() {
  local last=$? step=
  { IFS= read -r step < "$BOYACKY_LAB_OPEN_STEP"; } 2>/dev/null
  [ "$PS1" = "$__boyacky_shown" ] || __boyacky_base=$PS1
  __boyacky_shown="(boyacky\${step:+ $step}) $__boyacky_base"
  PS1=$__boyacky_shown
  return $last
}
PROMPT_COMMAND="\${PROMPT_COMMAND:+$PROMPT_COMMAND
}__boyacky_prompt"
`;
}

/** zsh reads this one first, and for every script: the learner's own, then back to our folder for the next file. */
export function zshEnvFile(repair: Repair, ourDir: string): string {
  return `ZDOTDIR=\${BOYACKY_LAB_ZDOTDIR:-$HOME}
[[ -f $ZDOTDIR/.zshenv ]] && . "$ZDOTDIR/.zshenv"
BOYACKY_LAB_ZDOTDIR=$ZDOTDIR
if [[ -o interactive ]]; then
  ZDOTDIR=${quoteForSh(ourDir)}
else
${repairForSh(repair)}
fi
`;
}

/** After the learner's own .zshrc. */
export function zshStartFile(repair: Repair, ourDir: string): string {
  return `[[ $HISTFILE == ${quoteForSh(ourDir)}/* ]] && HISTFILE=$BOYACKY_LAB_ZDOTDIR/.zsh_history
ZDOTDIR=$BOYACKY_LAB_ZDOTDIR
unset BOYACKY_LAB_ZDOTDIR
[[ -f $ZDOTDIR/.zshrc ]] && . "$ZDOTDIR/.zshrc"
${repairForSh(repair)}
__boyacky_precmd() {
  local step=
  { IFS= read -r step < "$BOYACKY_LAB_OPEN_STEP" } 2>/dev/null
  [[ $PROMPT == "$__boyacky_shown" ]] || __boyacky_base=$PROMPT
  __boyacky_shown="(boyacky\${step:+ $step}) $__boyacky_base"
  PROMPT=$__boyacky_shown
}
autoload -Uz add-zsh-hook
add-zsh-hook precmd __boyacky_precmd
`;
}

/** fish runs this after its own configuration. */
export function fishStart(repair: Repair): string {
  return `${repairForFish(repair)}
functions -q fish_prompt; or function fish_prompt; printf '%s> ' (prompt_pwd); end
functions -c fish_prompt __boyacky_base_prompt
function __boyacky_status; return $argv[1]; end
function fish_prompt
  set -l last $status
  set -l step
  test -r "$BOYACKY_LAB_OPEN_STEP"; and read step < "$BOYACKY_LAB_OPEN_STEP"
  printf '(boyacky%s) ' (string replace -r '^(?=.)' ' ' -- "$step")
  __boyacky_status $last
  __boyacky_base_prompt
end`;
}

/** The part of it that also holds for a single line. */
export function repairForFish({ binDir, keep, unset }: Repair): string {
  const kept = keep.flatMap((name) => [`set -gx ${name} "$${keptPrefix}${name}"`, `set -e ${keptPrefix}${name}`]);
  return [...kept, ...unset.map((name) => `set -e ${name}`), `set -gx PATH ${quoteForFish(binDir)} $PATH`].join('\n');
}

/** PowerShell runs this after the learner's profile. */
export function powerShellStart({ binDir, keep, unset }: Repair): string {
  const list = (names: readonly string[]) => `@(${names.map(quoteForPowerShell).join(', ')})`;
  return `$env:PATH = ${quoteForPowerShell(binDir)} + [IO.Path]::PathSeparator + $env:PATH
foreach ($name in ${list(keep)}) {
  [Environment]::SetEnvironmentVariable($name, [Environment]::GetEnvironmentVariable("${keptPrefix}$name"))
  [Environment]::SetEnvironmentVariable("${keptPrefix}$name", $null)
}
foreach ($name in ${list(unset)}) { [Environment]::SetEnvironmentVariable($name, $null) }
$global:__boyackyPrompt = $function:prompt
function global:prompt {
  $step = ''
  if (Test-Path -LiteralPath $env:BOYACKY_LAB_OPEN_STEP) { $step = ' ' + (Get-Content -LiteralPath $env:BOYACKY_LAB_OPEN_STEP -TotalCount 1) }
  "(boyacky$step) " + (& $global:__boyackyPrompt)
}`;
}

function repairForSh({ binDir, keep, unset }: Repair): string {
  const kept = keep.flatMap((name) => [`export ${name}="$${keptPrefix}${name}"`, `unset ${keptPrefix}${name}`]);
  return [...kept, ...(unset.length > 0 ? [`unset ${unset.join(' ')}`] : []), `export PATH=${quoteForSh(binDir)}:"$PATH"`].join('\n');
}
