import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isNodeTag } from '../../../shared/node-tags.js';
import { EngineError } from '../../engine.js';
import { parseReference } from '../../image-reference.js';
import { ociArchitecture } from '../../oci-architecture.js';
import { unsupportedInDockerfile } from '../dockerfile/dockerfile-error.js';
import type { InstructionOf } from '../dockerfile/instruction.js';
import { packLayer } from '../layers/pack-layer.js';
import type { BlobStore } from '../store/blob-store.js';
import type { ImageDocument, StoredLayer } from '../store/image-document.js';
import type { ImageStore } from '../store/image-store.js';
import type { StateDir } from '../store/state-dir.js';
import { withScratchDir } from '../store/state-dir.js';

export interface BaseImage {
  readonly document: ImageDocument;
  readonly layers: readonly StoredLayer[];
  /** What a person should know about it. */
  readonly note?: string;
}

// The image asks for a newer Node than this machine may have: the SDK's advice to upgrade is not the learner's affair.
const NO_VERSION_ADVICE = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true';
const NODE_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The architecture, in OCI terms, of images built here: that of this machine. */
export const hostArchitecture = ociArchitecture(process.arch);

/**
 * What FROM starts with: an image that is here, `scratch`, or a stand-in for `node:<tag>` that holds no Node,
 * because the one of this machine will run the program.
 */
export async function findBaseImage(
  from: InstructionOf<'FROM'>,
  name: string,
  stores: { state: StateDir; blobs: BlobStore; images: ImageStore },
): Promise<BaseImage> {
  if (from.platform !== undefined && from.platform !== `linux/${hostArchitecture}`)
    throw unsupportedInDockerfile(from.line, `FROM --platform=${from.platform} on a ${hostArchitecture} machine`);
  if (name === 'scratch') return { document: emptyDocument([]), layers: [] };

  const local = await stores.images.find(name);
  if (local) return { document: await stores.images.document(local), layers: local.layers };

  const { registry, repository, tag } = parseReference(name);
  const isNode = (registry === undefined || registry === 'docker.io' || registry === 'public.ecr.aws') && /^(?:library\/|docker\/library\/)?node$/.test(repository);
  if (!isNode) throw unsupportedInDockerfile(from.line, `the base image ${name} (node:<tag> is)`);
  // In docker's words for a tag that its registry does not have.
  if (tag !== undefined && !isNodeTag(tag)) throw new EngineError('base-image-not-found', `manifest for ${name} not found: manifest unknown: manifest unknown`);
  return standInForNode(name, stores);
}

async function standInForNode(name: string, { state, blobs }: { state: StateDir; blobs: BlobStore }): Promise<BaseImage> {
  const layer = await withScratchDir(state, async (dir) => {
    const paths = ['etc', 'home', 'home/node', 'root', 'tmp', 'usr', 'usr/local', 'usr/local/bin'];
    for (const path of paths) await mkdir(join(dir, path), { recursive: true, mode: 0o755 });
    await writeFile(
      join(dir, 'etc', 'practice-engine'),
      `A stand-in for ${name}. There is no Node in it: the practice engine runs the program with this machine's.\n`,
      { mode: 0o644 },
    );
    return packLayer(dir, [...paths, 'etc/practice-engine'], blobs, state.scratch);
  });
  const document: ImageDocument = {
    ...emptyDocument([NODE_PATH, `NODE_VERSION=${process.versions.node}`, NO_VERSION_ADVICE]),
    rootfs: { type: 'layers', diff_ids: [layer.diffId] },
    history: [{ created: new Date(0).toISOString(), created_by: `practice engine: a stand-in for ${name}` }],
  };
  const base = { ...document, config: { ...document.config, Cmd: ['node'] } };
  return { document: base, layers: [layer], note: `${name} stands for the Node ${process.versions.node} of this machine` };
}

function emptyDocument(env: readonly string[]): ImageDocument {
  return {
    architecture: hostArchitecture,
    os: 'linux',
    config: { Env: env, WorkingDir: '/' },
    rootfs: { type: 'layers', diff_ids: [] },
    history: [],
  };
}
