import { quoteForCmd, quoteForSh } from './quote.js';

/** A small program that stands before another one on the PATH. */
export type Shim =
  | { readonly name: string; /** The program to run instead, and the arguments to put before what was typed. */ readonly command: readonly string[] }
  | { readonly name: string; /** What to say instead; the exit code is 127. */ readonly message: string };

/** The text of a shim for sh: every constant is quoted, and what was typed is handed on word for word. */
export function shimForSh(shim: Shim): string {
  if ('message' in shim) return `#!/bin/sh\nprintf '%s\\n' ${quoteForSh(shim.message)} >&2\nexit 127\n`;
  return `#!/bin/sh\nexec ${shim.command.map(quoteForSh).join(' ')} "$@"\n`;
}

/** The same for Windows. */
export function shimForCmd(shim: Shim): string {
  if (!('message' in shim)) return `@${shim.command.map(quoteForCmd).join(' ')} %*\r\n`;
  const lines = shim.message.split('\n').map((line) => `echo(${line.replace(/[\^&<>|()]/g, '^$&').replaceAll('%', '%%')} 1>&2\r\n`);
  return `@echo off\r\nchcp 65001 >nul\r\n${lines.join('')}exit /b 127\r\n`;
}
