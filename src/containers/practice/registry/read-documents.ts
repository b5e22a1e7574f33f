import { EngineError } from '../../engine.js';
import type { Descriptor, ImageDocument, ManifestDocument } from '../store/image-document.js';

export interface IndexEntry extends Descriptor {
  readonly platform?: { readonly os?: string; readonly architecture?: string };
}

type Json = Readonly<Record<string, unknown>>;

/** What a registry sent is anybody's text: it is passed on only when it has the form of its kind. */
export function readManifest(bytes: Buffer): ManifestDocument {
  const { config, layers, ...rest } = readObject(bytes, 'manifest');
  if (!isDescriptor(config) || !isListOf(layers, isDescriptor)) throw malformed('manifest');
  return { ...(rest as Omit<ManifestDocument, 'config' | 'layers'>), config, layers };
}

export function readIndex(bytes: Buffer): readonly IndexEntry[] {
  const { manifests } = readObject(bytes, 'manifest list');
  if (!isListOf(manifests, isIndexEntry)) throw malformed('manifest list');
  return manifests;
}

/** The media type that a manifest gives itself; many OCI manifests give none. */
export function mediaTypeIn(bytes: Buffer): string | undefined {
  const { mediaType } = readObject(bytes, 'manifest');
  return typeof mediaType === 'string' ? mediaType : undefined;
}

export function readImageDocument(bytes: Buffer): ImageDocument {
  const document = readObject(bytes, 'configuration');
  const { rootfs, config, history, created } = document;
  const ids: unknown = isObject(rootfs) ? rootfs['diff_ids'] : undefined;
  if (!isListOf(ids, isText) || !isAbsentOr(config, isSettings) || !isAbsentOr(history, (list) => isListOf(list, isObject)) || !isAbsentOr(created, isText)) throw malformed('configuration');
  return document as unknown as ImageDocument;
}

function isSettings(value: unknown): boolean {
  if (!isObject(value)) return false;
  const lists = ['Env', 'Entrypoint', 'Cmd'].every((name) => isAbsentOr(value[name], (list) => isListOf(list, isText)));
  const texts = ['WorkingDir', 'User'].every((name) => isAbsentOr(value[name], isText));
  const labels = isAbsentOr(value['Labels'], (map) => isObject(map) && Object.values(map).every(isText));
  return lists && texts && labels && isAbsentOr(value['ExposedPorts'], isObject);
}

function isDescriptor(value: unknown): value is Descriptor {
  return isObject(value) && isText(value['mediaType']) && isDigest(value['digest']) && Number.isSafeInteger(value['size']) && Number(value['size']) >= 0;
}

function isIndexEntry(value: unknown): value is IndexEntry {
  return isObject(value) && isDigest(value['digest']) && isAbsentOr(value['platform'], isObject);
}

/** A digest becomes part of a URL and of a file's name. */
function isDigest(value: unknown): boolean {
  return isText(value) && /^sha256:[0-9a-f]{64}$/.test(value);
}

function readObject(bytes: Buffer, what: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw malformed(what, cause);
  }
  if (!isObject(value)) throw malformed(what);
  return value;
}

function malformed(what: string, cause?: unknown): EngineError {
  return new EngineError('failed', `Error response from daemon: the registry sent a malformed ${what}`, { cause, hint: { ja: 'イメージをプッシュし直してから、プルします', en: 'push the image again, then pull it' } });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isListOf<Item>(value: unknown, isItem: ((item: unknown) => item is Item) | ((item: unknown) => boolean)): value is Item[] {
  return Array.isArray(value) && value.every((item) => isItem(item));
}

function isAbsentOr(value: unknown, isRight: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || isRight(value);
}
