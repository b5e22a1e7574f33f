import { spawn } from 'node:child_process';
import type { Text } from '../../workshop/types.js';
import { findOnPath } from './find-on-path.js';
import type { Shim } from './shim.js';

/** What to say where there is no AWS CLI. */
export const noAwsCli: Text = {
  ja: `AWS CLI（aws コマンド）がこのマシンにありません。
入れるには: https://docs.aws.amazon.com/ja_jp/cli/latest/userguide/getting-started-install.html （バージョン 2）
なくても進めます: boyacky-lab solve <ステップ> か、レッスンの画面で「代わりにやってもらう」を選んでください。`,
  en: `There is no AWS CLI (the command aws) on this machine.
To install it: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html (version 2)
You can go on without it: boyacky-lab solve <step>, or "run it for me" on the lesson's screen.`,
};

/**
 * The shim for `aws`, where one is needed: there is no AWS CLI, or it is too old to know AWS_ENDPOINT_URL and must be
 * told the endpoint. undefined: the learner's own does by itself.
 */
export async function awsShim(endpointUrl: string | undefined, env: Readonly<Record<string, string | undefined>>, binDir: string, message: string): Promise<Shim | undefined> {
  const chosen = env.BOYACKY_TEST_AWS_CLI;
  const program = chosen ?? findOnPath('aws', env.PATH, binDir);
  if (program === undefined) return { name: 'aws', message };
  if (endpointUrl !== undefined && !knowsEndpointVariable(await askVersion(program, env))) return { name: 'aws', command: [program, '--endpoint-url', endpointUrl] };
  return chosen === undefined ? undefined : { name: 'aws', command: [program] };
}

/** AWS_ENDPOINT_URL came with 2.13 and 1.29. What does not say its version is told the endpoint: that is right for all. */
export function knowsEndpointVariable(answer: string): boolean {
  const [, major, minor] = /aws-cli\/(\d+)\.(\d+)/.exec(answer) ?? [];
  if (major === undefined) return false;
  return Number(major) > 2 || Number(minor) >= (major === '2' ? 13 : 29);
}

function askVersion(program: string, env: Readonly<Record<string, string | undefined>>): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const child = spawn(program, ['--version'], { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'], timeout: 20_000 });
    const note = (chunk: Buffer) => (answer += chunk.toString('utf8'));
    child.stdout.on('data', note);
    // Version 1 of long ago said it there.
    child.stderr.on('data', note);
    child.once('error', () => resolve(''));
    child.once('close', () => resolve(answer));
  });
}
