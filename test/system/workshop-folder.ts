import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { lendDockerPlugins } from '../support/lend-docker-plugins.js';
import { npmEnvironment } from '../support/npm-environment.js';
import { runCli } from '../support/run-cli.js';
import { startCli, type CliOptions, type CliResult, type RunningCli } from '../support/start-cli.js';
import { makeTempDir } from '../support/temp-dir.js';

export interface WorkshopFolder {
  /** The folder that commands are typed in. */
  readonly cwd: string;
  readonly home: string;
  /** The workspace below it. */
  readonly root: string;
  run(args: readonly string[], options?: CliOptions): Promise<CliResult>;
  start(args: readonly string[], options?: CliOptions): RunningCli;
  /** The id of the sandbox's process. */
  sandboxPid(): number | undefined;
  endpoint(): Record<string, string> | undefined;
  ledger(): readonly { kind: string; id: string; event: string }[];
}

/** An empty folder and an empty HOME; every command gets `env`, too. At the end everything that was left in it is cleaned up and stopped. */
export function makeWorkshopFolder({ env: extra = {} }: { readonly env?: Readonly<Record<string, string>> } = {}): WorkshopFolder {
  const cwd = makeTempDir();
  const home = makeTempDir();
  lendDockerPlugins(home);
  const root = join(cwd, 'boyacky-workshop');
  const options = (more: CliOptions = {}): CliOptions => ({ cwd, home, ...more, env: { ...npmEnvironment, ...extra, ...more.env } });
  const state = (name: string) => join(root, '.boyacky-lab', name);
  const endpoint = () => {
    const file = state('sandbox/endpoint.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : undefined;
  };
  const folder: WorkshopFolder = {
    cwd,
    home,
    root,
    run: (args, more) => runCli(args, options(more)),
    start: (args, more) => startCli(args, options(more)),
    sandboxPid: () => (endpoint()?.pid === undefined ? undefined : Number(endpoint()?.pid)),
    endpoint,
    ledger: () =>
      existsSync(state('ledger.jsonl'))
        ? readFileSync(state('ledger.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { kind: string; id: string; event: string })
        : [],
  };
  onTestFinished(async () => {
    if (!existsSync(state('progress.json'))) return;
    await folder.run(['cleanup', '--yes']);
    await folder.run(['sandbox', 'stop']);
  }, 300_000);
  return folder;
}
