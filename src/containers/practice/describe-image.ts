import type { Image, ImageLayer } from '../engine.js';
import type { ImageDocument, ImageRecord } from './store/image-document.js';

/** A stored image as the contract shows it. */
export function describeImage(record: ImageRecord, document: ImageDocument, references: readonly string[]): Image {
  const config = document.config ?? {};
  return {
    id: record.id,
    tags: references.filter((reference) => !reference.includes('@')),
    digests: references.filter((reference) => reference.includes('@')),
    sizeBytes: record.layers.reduce((sum, { contentSize }) => sum + contentSize, 0),
    createdAt: document.created ?? record.recordedAt,
    os: document.os,
    architecture: document.architecture,
    layers: document.rootfs.diff_ids,
    config: {
      env: config.Env ?? [],
      entrypoint: config.Entrypoint ?? [],
      cmd: config.Cmd ?? [],
      workingDir: config.WorkingDir ?? '',
      exposedPorts: Object.keys(config.ExposedPorts ?? {}),
      user: config.User ?? '',
      labels: config.Labels ?? {},
    },
  };
}

/** Newest first; steps that only changed the configuration have no size. */
export function describeHistory(record: ImageRecord, document: ImageDocument): readonly ImageLayer[] {
  const layers = [...record.layers];
  const steps = (document.history ?? []).map(({ created_by, empty_layer }): ImageLayer => {
    const layer = empty_layer ? undefined : layers.shift();
    return { createdBy: created_by ?? '', sizeBytes: layer?.contentSize ?? 0 };
  });
  return steps.reverse();
}
