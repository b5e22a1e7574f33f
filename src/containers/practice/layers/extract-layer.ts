import * as tar from 'tar';
import { EngineError } from '../../engine.js';
import { makePrivateDir } from '../store/state-dir.js';
import { isWhiteout } from './apply-whiteouts.js';
import { readLayerEntries } from './read-layer-entries.js';

/**
 * Unpacks one layer into an empty directory and returns its whiteouts. The whole layer is read first: when
 * anything in it would reach outside, nothing is written.
 */
export async function extractLayer(file: string, into: string): Promise<readonly string[]> {
  const entries = await readLayerEntries(file);
  const targets = new Map(entries.filter(({ kind }) => kind === 'symlink').map(({ path, target }) => [path, target]));
  await makePrivateDir(into);
  try {
    await tar.extract({
      file,
      cwd: into,
      strict: true,
      preserveOwner: false,
      filter: (path, entry) => {
        if ('linkpath' in entry && entry.type === 'SymbolicLink') entry.linkpath = targets.get(cleanPath(path));
        // Nobody here may become another user by running a file of an image.
        if ('mode' in entry && typeof entry.mode === 'number') entry.mode &= 0o777;
        return !isWhiteout(path);
      },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const full = /ENOSPC|EDQUOT/.test(reason);
    throw new EngineError(full ? 'disk-full' : 'failed', `failed to register layer: ${full ? 'no space left on device' : reason}`, { cause });
  }
  return entries.map(({ path }) => path).filter(isWhiteout);
}

function cleanPath(path: string): string {
  return path.split('/').filter((part) => part !== '' && part !== '.').join('/');
}
