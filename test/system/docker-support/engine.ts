import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const baseImageScript = fileURLToPath(new URL('../../support/base-image/make-base-image.sh', import.meta.url));

/** The engine answers and the Dockerfile's base image is there; throws otherwise, for a missing engine is a failure. */
export function requireEngine(): void {
  execFileSync('bash', [baseImageScript], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Runs the docker command and answers what it printed; throws when it fails. */
export async function docker(args: readonly string[], { env }: { env?: Record<string, string> } = {}): Promise<string> {
  const { stdout } = await execa('docker', args, { env });
  return stdout;
}

export interface InspectedContainer {
  readonly Id: string;
  readonly Image: string;
  readonly State: { readonly Status: string; readonly StartedAt: string };
  readonly Config: { readonly Image: string; readonly Labels: Record<string, string> };
}

/** Containers that bear all these labels ("name" or "name=value"), running or not. */
export async function containersWith(...labels: string[]): Promise<readonly InspectedContainer[]> {
  const ids = lines(await docker(['container', 'ls', '-a', '-q', '--no-trunc', ...filters(labels)]));
  return ids.length === 0 ? [] : (JSON.parse(await docker(['container', 'inspect', ...ids])) as InspectedContainer[]);
}

/** Ids of the images that bear all these labels, those without a tag too. */
export async function imagesWith(...labels: string[]): Promise<readonly string[]> {
  return [...new Set(lines(await docker(['image', 'ls', '-a', '-q', '--no-trunc', ...filters(labels)])))];
}

function filters(labels: readonly string[]): string[] {
  return labels.flatMap((label) => ['--filter', `label=${label}`]);
}

export function lines(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}
