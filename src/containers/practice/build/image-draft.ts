import type { HistoryEntry, ImageDocument, StoredLayer } from '../store/image-document.js';
import type { BaseImage } from './base-images.js';

/** An image while it is being built: its configuration grows step by step. */
export interface ImageDraft {
  env: Map<string, string>;
  labels: Map<string, string>;
  exposedPorts: Set<string>;
  workingDir: string;
  user: string;
  entrypoint: readonly string[];
  cmd: readonly string[];
  layers: StoredLayer[];
  history: HistoryEntry[];
  /** Identifies everything that was done so far; see build-cache.ts. */
  cacheKey: string;
  readonly base: ImageDocument;
}

export function draftFrom({ document, layers }: BaseImage): ImageDraft {
  const config = document.config ?? {};
  return {
    env: new Map((config.Env ?? []).map(splitPair)),
    labels: new Map(Object.entries(config.Labels ?? {})),
    exposedPorts: new Set(Object.keys(config.ExposedPorts ?? {})),
    workingDir: config.WorkingDir || '/',
    user: config.User ?? '',
    entrypoint: config.Entrypoint ?? [],
    cmd: config.Cmd ?? [],
    layers: [...layers],
    history: [...(document.history ?? [])],
    cacheKey: JSON.stringify([document.config, layers.map((layer) => layer.digest)]),
    base: document,
  };
}

/** @param created ISO 8601 */
export function finishDraft(draft: ImageDraft, created: string): ImageDocument {
  return {
    architecture: draft.base.architecture,
    os: draft.base.os,
    created,
    config: {
      Env: [...draft.env].map(([name, value]) => `${name}=${value}`),
      Entrypoint: draft.entrypoint.length > 0 ? draft.entrypoint : null,
      Cmd: draft.cmd.length > 0 ? draft.cmd : null,
      WorkingDir: draft.workingDir,
      ExposedPorts: Object.fromEntries([...draft.exposedPorts].map((port) => [port, {}])),
      User: draft.user,
      Labels: Object.fromEntries(draft.labels),
    },
    rootfs: { type: 'layers', diff_ids: draft.layers.map((layer) => layer.diffId) },
    history: draft.history,
  };
}

function splitPair(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
}
