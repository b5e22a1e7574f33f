export type TagMutability = 'MUTABLE' | 'IMMUTABLE' | 'MUTABLE_WITH_EXCLUSION' | 'IMMUTABLE_WITH_EXCLUSION';

export interface Repository {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly tagMutability: TagMutability;
  /** Wildcard patterns of the tags for which the opposite of `tagMutability` holds. */
  readonly exclusions: readonly string[];
  readonly scanOnPush: boolean;
  readonly encryption: { readonly type: string; readonly kmsKey?: string };
  readonly tags: Readonly<Record<string, string>>;
  readonly lifecyclePolicyText?: string;
  readonly policyText?: string;
}

/** A blob that a repository may use. The file itself is kept once, whoever uses it. */
export interface Layer {
  readonly repositoryName: string;
  readonly digest: string;
  readonly sizeBytes: number;
}

/** A manifest that was pushed: an image, or an index of images. */
export interface StoredImage {
  readonly repositoryName: string;
  readonly digest: string;
  readonly mediaType: string;
  readonly artifactMediaType?: string;
  /** Compressed layers and configuration; for an index, its largest image. */
  readonly sizeBytes: number;
  readonly pushedAt: number;
  readonly lastPulledAt?: number;
  /** What this manifest says it is about; need not exist. */
  readonly subjectDigest?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly layerDigests: readonly string[];
  readonly childDigests: readonly string[];
  readonly scan?: { readonly startedAt: number };
}

export interface ImageTag {
  readonly repositoryName: string;
  readonly tag: string;
  readonly digest: string;
}
