import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { causeOfBuild } from '../../cli/engine-errors.js';
import { EngineError } from '../../engine.js';
import { runProgram } from '../../run-program.js';
import { findNpm, npmEnvironment } from '../find-npm.js';
import { moveApart } from '../layers/layer-trees.js';
import { packLayer } from '../layers/pack-layer.js';
import { resolveInRootfs } from '../layers/resolve-in-rootfs.js';
import type { PracticeStores } from '../practice-stores.js';
import type { StoredLayer } from '../store/image-document.js';
import { withScratchDir } from '../store/state-dir.js';
import { compareTrees, listTree } from './list-tree.js';

export interface RunStep {
  readonly layers: readonly StoredLayer[];
  readonly workingDir: string;
  /** The image's ENV so far. */
  readonly env: Readonly<Record<string, string>>;
  readonly hostEnv: Readonly<Record<string, string | undefined>>;
  readonly npmCommands: readonly (readonly string[])[];
  /** As written, for the message when it fails. */
  readonly source: string;
  readonly onOutput: (line: string) => void;
  readonly signal: AbortSignal | undefined;
}

/** Makes the layer of a RUN: puts the image so far together, lets npm work in it, keeps what it changed. */
export async function runStep(step: RunStep, stores: PracticeStores): Promise<StoredLayer> {
  return withScratchDir(stores.state, async (dir) => {
    const rootfs = join(dir, 'rootfs');
    // Not shared: npm may write into what an earlier step installed.
    await stores.trees.stack(step.layers, rootfs, { share: false });
    const cwd = await resolveInRootfs(rootfs, step.workingDir);
    await mkdir(cwd, { recursive: true });

    const before = await listTree(rootfs);
    for (const args of step.npmCommands) await runNpm(step, args, cwd);
    const { changed, removed } = compareTrees(before, await listTree(rootfs));

    const whiteouts = removed.map((path) => posix.join(posix.dirname(path), `.wh.${posix.basename(path)}`));
    for (const whiteout of whiteouts) await writeFile(join(rootfs, whiteout), '');
    const layer = await packLayer(rootfs, [...changed, ...whiteouts], stores.blobs, stores.state.scratch);
    for (const whiteout of whiteouts) await rm(join(rootfs, whiteout));
    await moveApart(rootfs, changed, join(dir, 'layer'));
    await stores.trees.keep(layer.digest, join(dir, 'layer'), whiteouts);
    return layer;
  });
}

async function runNpm(step: RunStep, args: readonly string[], cwd: string): Promise<void> {
  const { PATH: _imagePath, ...env } = step.env;
  const result = await runProgram({
    program: process.execPath,
    args: [findNpm(step.hostEnv), ...args],
    cwd,
    env: { ...env, ...npmEnvironment(step.hostEnv) },
    onLine: step.onOutput,
    signal: step.signal,
  });
  if (result.interrupted) throw new EngineError('interrupted', 'the build was interrupted');
  if (result.exitCode === 0) return;
  const full = /ENOSPC/.test(result.stderr);
  const message = `The command '/bin/sh -c ${step.source}' returned a non-zero code: ${result.exitCode ?? 1}`;
  throw new EngineError(full ? 'disk-full' : causeOfBuild(result.stderr), full ? `${message}: no space left on device` : message, {
    exitCode: result.exitCode,
    stderr: result.stderr,
    hint: /E(?:NOTFOUND|AI_AGAIN|CONNREFUSED|TIMEDOUT)/.test(result.stderr) ? { ja: 'npm がレジストリに届きませんでした。ネットワークかプロキシを確かめます', en: 'npm could not reach its registry: check the network or proxy' } : undefined,
  });
}
