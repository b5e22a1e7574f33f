import type { Image } from '../engine.js';
import { count, record, text, textMap, texts } from './json-fields.js';

/** One element of `image inspect` as our {@link Image}. Docker 29 leaves out what is empty; podman writes `Digest` apart. */
export function readImage(json: unknown): Image {
  const image = record(json);
  const config = record(image['Config']);
  return {
    id: withAlgorithm(text(image['Id'])),
    tags: texts(image['RepoTags']).filter((tag) => !tag.includes('<none>')),
    digests: texts(image['RepoDigests']).filter((digest) => !digest.includes('<none>')),
    sizeBytes: count(image['Size']),
    createdAt: text(image['Created'], new Date(0).toISOString()) || new Date(0).toISOString(),
    os: text(image['Os'], 'linux'),
    architecture: text(image['Architecture']),
    layers: texts(record(image['RootFS'])['Layers']),
    taggedAt: moment(record(image['Metadata'])['LastTagTime']),
    config: {
      env: texts(config['Env']),
      entrypoint: texts(config['Entrypoint']),
      cmd: texts(config['Cmd']),
      workingDir: text(config['WorkingDir']),
      exposedPorts: Object.keys(record(config['ExposedPorts'])),
      user: text(config['User']),
      labels: textMap(config['Labels']),
    },
  };
}

/** Docker writes the year 1 for "not yet". */
function moment(value: unknown): string | undefined {
  const time = text(value);
  return time === '' || time.startsWith('0001-') ? undefined : time;
}

/** Podman prints bare hex. */
function withAlgorithm(id: string): string {
  return /^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id;
}
