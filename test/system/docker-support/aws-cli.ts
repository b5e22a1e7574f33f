import { execa } from 'execa';
import type { WorkshopFolder } from '../workshop-folder.js';

export interface CliAnswer {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The AWS CLI, version 2, as an independent client of the sandbox of a workshop folder. */
export interface AwsCli {
  /** What it prints for `aws <args> --output json`, parsed; throws with its words when it fails. `{}` when it prints nothing. */
  json<T = Record<string, unknown>>(...args: readonly string[]): Promise<T>;
  /** Its exit code and words, whatever they are. */
  raw(...args: readonly string[]): Promise<CliAnswer>;
  /** `aws ecr get-login-password | docker login …`: two processes and a pipe, no shell; the token is seen by neither of us. */
  dockerLogin(registry: string): Promise<void>;
}

const program = process.env.BOYACKY_TEST_AWS_CLI ?? '/usr/bin/aws';

export function createAwsCli({ endpoint, home, cwd }: WorkshopFolder): AwsCli {
  const { url = '', region = '', accessKeyId = '', secretAccessKey = '' } = endpoint() ?? {};
  const env = { PATH: process.env.PATH, HOME: home, AWS_DEFAULT_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  const options = { env, cwd, extendEnv: false, reject: false, timeout: 180_000 } as const;
  // Debian's version knows no AWS_ENDPOINT_URL yet.
  const common = ['--endpoint-url', url, '--no-cli-pager'];

  const raw = async (...args: readonly string[]): Promise<CliAnswer> => {
    const { exitCode, stdout, stderr } = await execa(program, [...args, ...common, '--output', 'json'], options);
    return { exitCode, stdout, stderr };
  };
  return {
    raw,
    json: async <T>(...args: readonly string[]) => {
      const { exitCode, stdout, stderr } = await raw(...args);
      if (exitCode !== 0) throw new Error(`aws ${args.join(' ')}: ${exitCode ?? 'not run'}: ${stderr}`);
      return (stdout.trim() === '' ? {} : JSON.parse(stdout)) as T;
    },
    dockerLogin: async (registry) => {
      const password = execa(program, ['ecr', 'get-login-password', ...common], { env, cwd, extendEnv: false });
      await password.pipe('docker', ['login', '--username', 'AWS', '--password-stdin', registry], { env: { HOME: home } });
    },
  };
}
