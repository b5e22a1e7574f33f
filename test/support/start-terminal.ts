import { spawn, type IPty } from '@lydell/node-pty';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface TerminalSession {
  /** What has been written since the start, without colours and cursor movements. */
  text(): string;
  /** The same, as it was sent. */
  raw(): string;
  /** Resolves with what matched when the text that came since the last call of `said` or `type` holds this. */
  said(what: string | RegExp, timeoutMs?: number): Promise<string>;
  /** Keys as a person presses them; `\r` is Enter, `\u001b[B` the down arrow, `\u0003` Ctrl-C. */
  type(keys: string): void;
  readonly ended: Promise<{ readonly exitCode: number }>;
}

export interface TerminalOptions {
  readonly cwd: string;
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  /** Default: enough for a step and its menu, so that none is read in two pieces. */
  readonly rows?: number;
}

const builtProgram = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

/** The built program in a real pseudo-terminal. */
export function startTerminal(args: readonly string[], { cwd, home, env, columns = 80, rows = 40 }: TerminalOptions): TerminalSession {
  const { PATH = '', NODE_EXTRA_CA_CERTS, npm_config_registry, DOCKER_HOST } = process.env;
  const passed = Object.fromEntries(Object.entries({ NODE_EXTRA_CA_CERTS, npm_config_registry, DOCKER_HOST }).filter(([, value]) => value !== undefined)) as Record<string, string>;
  const pty: IPty = spawn(process.execPath, [builtProgram, ...args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd,
    env: { PATH, HOME: home, LANG: 'en_US.UTF-8', TERM: 'xterm-256color', BOYACKY_LAB_NAME: 'boyacky-lab', ...passed, ...env },
  });
  let text = '';
  let raw = '';
  let mark = 0;
  let over = false;
  const listeners = new Set<() => void>();
  pty.onData((data) => {
    raw += data;
    text += plain(data);
    for (const listener of listeners) listener();
  });
  const ended = new Promise<{ exitCode: number }>((resolve) => {
    pty.onExit(({ exitCode }) => {
      over = true;
      resolve({ exitCode });
    });
  });
  onTestFinished(() => {
    if (!over) pty.kill('SIGKILL');
  });
  return {
    text: () => text,
    raw: () => raw,
    type: (keys) => {
      mark = text.length;
      pty.write(keys);
    },
    said: (what, timeoutMs = 120_000) =>
      new Promise((resolve, reject) => {
        const settle = (finish: () => void) => {
          listeners.delete(look);
          clearTimeout(timer);
          finish();
        };
        const look = () => {
          const rest = text.slice(mark);
          const found = typeof what === 'string' ? what : rest.match(what)?.[0];
          const at = found === undefined ? -1 : rest.indexOf(found);
          if (found === undefined || at < 0) return;
          mark += at + 1;
          settle(() => resolve(found));
        };
        const timer = setTimeout(() => settle(() => reject(new Error(`the terminal never said ${String(what)}; it said:\n${text.slice(-3000)}`))), timeoutMs);
        listeners.add(look);
        look();
      }),
    ended,
  };
}

/** Without escape sequences (CSI, OSC, single ones) and carriage returns. */
function plain(data: string): string {
   
  return data.replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g, '').replace(/\r/g, '');
}
