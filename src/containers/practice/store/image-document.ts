/** The documents an image is made of, as they stand in blobs: https://github.com/opencontainers/image-spec */
export interface ImageDocument {
  readonly architecture: string;
  readonly os: string;
  readonly created?: string;
  readonly config?: {
    readonly Env?: readonly string[] | null;
    readonly Entrypoint?: readonly string[] | null;
    readonly Cmd?: readonly string[] | null;
    readonly WorkingDir?: string;
    readonly ExposedPorts?: Readonly<Record<string, object>> | null;
    readonly User?: string;
    readonly Labels?: Readonly<Record<string, string>> | null;
  };
  readonly rootfs: { readonly type: 'layers'; readonly diff_ids: readonly string[] };
  readonly history?: readonly HistoryEntry[];
}

export interface HistoryEntry {
  readonly created?: string;
  readonly created_by?: string;
  readonly comment?: string;
  readonly empty_layer?: boolean;
}

export interface Descriptor {
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
}

export interface ManifestDocument {
  readonly schemaVersion: 2;
  readonly mediaType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

export const MediaType = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  manifestList: 'application/vnd.docker.distribution.manifest.list.v2+json',
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
} as const;

/** A layer as we keep it: compressed in a blob, known by the digest of both forms. */
export interface StoredLayer {
  readonly digest: string;
  readonly size: number;
  /** Digest of the uncompressed tar. */
  readonly diffId: string;
  /** Bytes of the files in it, uncompressed. */
  readonly contentSize: number;
}

/** What the index knows of an image beside its configuration blob. */
export interface ImageRecord {
  /** Digest of the configuration blob. */
  readonly id: string;
  readonly manifestDigest: string;
  readonly layers: readonly StoredLayer[];
  /** ISO 8601: when it came to be on this machine. */
  readonly recordedAt: string;
}
