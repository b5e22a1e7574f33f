import { posix } from 'node:path';
import { EngineError } from '../../engine.js';

/**
 * Does one of these lie below the other, for the tar package? It reserves a link's path and its text, as if both began
 * at the root and without regard to case, and waits for itself for ever when one is a folder of the other.
 */
export function collide(path: string, text: string): boolean {
  const [a, b] = [fold(path), fold(text)];
  return a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

/** The same symbolic link in a text that does not collide with its path: up to the root, then down. */
export function keepApart(path: string, target: string): string {
  if (!collide(path, target)) return target;
  const from = posix.dirname(path);
  if (from === '.') throw new EngineError('failed', `failed to register layer: the link "${path}" -> "${target}" leads through itself`);
  return `${'../'.repeat(from.split('/').length)}${posix.join(from, target)}`;
}

function fold(path: string): string {
  return posix.join(path).replace(/\/+$/, '').normalize('NFD').toLocaleLowerCase('en').toLocaleUpperCase('en');
}
