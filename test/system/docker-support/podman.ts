import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { makeTempDir } from '../../support/temp-dir.js';
import { lines } from './engine.js';

const baseImageScript = fileURLToPath(new URL('../../support/base-image/make-base-image.sh', import.meta.url));

export interface Podman {
  /** Lets any podman use its settings and its store. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs a podman command and answers what it printed; throws when it fails. */
  run(args: readonly string[], options?: { input?: string }): Promise<string>;
  /** Ids of the images that bear this label, and of the containers. */
  labelled(label: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * A podman with a store of its own, so that nobody's images are in it, and with settings that need neither systemd nor
 * a file system with limits: this may be a container or a small machine. The Dockerfile's base image is there.
 */
export function makePodman(): Podman {
  const dir = makeTempDir({ whenDone: () => undefined });
  const env = { CONTAINERS_CONF: join(dir, 'containers.conf'), CONTAINERS_STORAGE_CONF: join(dir, 'storage.conf') };
  writeFileSync(env.CONTAINERS_CONF, '[containers]\ndefault_ulimits=["nofile=1024:1024","nproc=4096:4096"]\n[engine]\nruntime="runc"\ncgroup_manager="cgroupfs"\n');
  writeFileSync(env.CONTAINERS_STORAGE_CONF, `[storage]\ndriver="overlay"\ngraphroot="${join(dir, 'store')}"\nrunroot="${join(dir, 'run')}"\n`);
  execFileSync('bash', [baseImageScript], { env: { ...process.env, ...env, BOYACKY_TEST_DOCKER: 'podman' }, stdio: ['ignore', 'ignore', 'inherit'] });
  const run: Podman['run'] = async (args, { input } = {}) => (await execa('podman', args, { env, ...(input === undefined ? {} : { input }) })).stdout;
  return {
    env,
    run,
    labelled: async (label) => [...lines(await run(['container', 'ls', '-aq', '--filter', `label=${label}`])), ...lines(await run(['image', 'ls', '-q', '--filter', `label=${label}`]))],
    close: async () => {
      await run(['container', 'rm', '--force', '--all', '--time', '0']);
      // What is mounted in there has to go first: it is all in a store of ours.
      await run(['image', 'rm', '--force', '--all']);
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
