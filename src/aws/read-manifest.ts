/** What a manifest lists that a container can be made of. Types: https://github.com/opencontainers/image-spec */
export interface ReadManifest {
  /** An index of images, one for each platform. */
  readonly isIndex: boolean;
  /** Of an index: what it lists, without attestations. */
  readonly children: readonly { readonly digest: string; readonly platform: string }[];
  /** Of an image: the digests of its layers, as they are pushed. Empty: nothing that a container could run. */
  readonly layers: readonly string[];
}

const indexTypes = /image\.index\.v1|manifest\.list\.v2/;
const configTypes = /^application\/vnd\.(?:oci\.image\.config\.v1|docker\.container\.image\.v1)\+json$/;
const layerTypes = /\.layer\.|\.rootfs\./;

type Json = Readonly<Record<string, unknown>>;

/** Reads the text of a manifest. One that cannot be read lists nothing. */
export function readManifest(text: string, mediaType = ''): ReadManifest {
  const root = parse(text);
  const isIndex = indexTypes.test(textOf(root['mediaType']) || mediaType) || Array.isArray(root['manifests']);
  return { isIndex, children: isIndex ? listOf(root['manifests']).flatMap(childOf) : [], layers: isIndex ? [] : layersOf(root) };
}

/** An attestation is listed under a platform that there is not. */
function childOf(descriptor: Json): ReadManifest['children'] {
  const platform = asObject(descriptor['platform']);
  const [os, architecture] = [textOf(platform['os']), textOf(platform['architecture'])];
  const isAttestation = 'vnd.docker.reference.type' in asObject(descriptor['annotations']) || os === 'unknown' || architecture === 'unknown';
  return isAttestation || descriptor['artifactType'] !== undefined ? [] : [{ digest: textOf(descriptor['digest']), platform: `${os}/${architecture}` }];
}

/** Attestations of BuildKit are manifests with layers, too: what kind of layers tells them from an image. */
function layersOf(root: Json): readonly string[] {
  if (root['artifactType'] !== undefined || !configTypes.test(textOf(asObject(root['config'])['mediaType']))) return [];
  const layers = listOf(root['layers']);
  return layers.every((layer) => layerTypes.test(textOf(layer['mediaType']))) ? layers.map((layer) => textOf(layer['digest'])) : [];
}

function parse(text: string): Json {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
