import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeImageScanFindingsCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  PutImageScanningConfigurationCommand,
  PutImageTagMutabilityCommand,
  paginateDescribeImages,
  StartImageScanCommand,
  type ImageIdentifier,
} from '@aws-sdk/client-ecr';
import { orUndefined } from './aws-failure.js';
import { readManifest, type ReadManifest } from './read-manifest.js';
import { makeOrFind } from './make-or-find.js';
import { createSender, type ClientConfig } from './sender.js';

/** Without them ECR gives the manifest in a form of before. */
const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

export interface Repository {
  readonly name: string;
  readonly arn: string;
  /** What images are tagged with, e.g. "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/boyacky/web-app". */
  readonly uri: string;
  /** "IMMUTABLE" or "MUTABLE" or one of the forms with exclusions. */
  readonly tagMutability: string;
  readonly scanOnPush: boolean;
}

export interface RepositoryImage {
  readonly digest: string;
  readonly tags: readonly string[];
  /** Compressed. */
  readonly sizeBytes: number;
  /** Milliseconds since the epoch. */
  readonly pushedAt: number;
}

/** What is under a tag, as a task would get it. */
export interface TaggedImage {
  /** Of what the tag names: of the index, where there is one. */
  readonly digest: string;
  /** An index lists one image for each platform, and attestations beside them. */
  readonly isIndex: boolean;
  /** What a container can be made of. Empty: an attestation, a chart, or another artifact. */
  readonly images: readonly RunnableImage[];
}

export interface RunnableImage {
  readonly digest: string;
  /** "linux/amd64"; only an index says so. */
  readonly platform?: string;
  /** Digests of the layers: the same files have the same, whatever stands above them. */
  readonly layers: readonly string[];
}

/** Of use for `docker login` only; never shown, never stored. */
export interface RegistryLogin {
  readonly registry: string;
  readonly username: string;
  readonly password: string;
}

export interface Scan {
  /** e.g. "COMPLETE", "IN_PROGRESS", "ACTIVE" */
  readonly status: string;
  readonly description?: string;
  /** Findings by severity. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Amazon ECR: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/ */
export interface Repositories {
  find(name: string): Promise<Repository | undefined>;
  create(request: { name: string; tags: Record<string, string> }): Promise<Repository>;
  /** Gives a repository that is there the settings with which `create` makes one. */
  correctSettings(name: string): Promise<void>;
  images(name: string): Promise<readonly RepositoryImage[]>;
  login(): Promise<RegistryLogin>;
  /** undefined: there is no such tag, or no such repository. */
  tagged(name: string, tag: string): Promise<TaggedImage | undefined>;
  /** Of an image; an index cannot be scanned. */
  startScan(name: string, digest: string): Promise<void>;
  /** undefined: never scanned. */
  scan(name: string, digest: string): Promise<Scan | undefined>;
  /** The tag, and what it names when it was its last one. */
  deleteTag(name: string, tag: string): Promise<void>;
  /** With `force`, its images go with it. */
  delete(name: string, options: { force: boolean }): Promise<void>;
}

export function createRepositories(config: ClientConfig): Repositories {
  const ecr = createSender('ecr', () => new ECRClient(config));
  const find = async (name: string) => {
    const answer = await orUndefined(ecr((client) => client.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }))));
    return answer?.repositories?.[0] && readRepository(answer.repositories[0]);
  };
  const manifests = async (name: string, imageIds: readonly ImageIdentifier[]) => {
    const answer = await orUndefined(ecr((client) => client.send(new BatchGetImageCommand({ repositoryName: name, imageIds: [...imageIds], acceptedMediaTypes: manifestTypes }))));
    return (answer?.images ?? []).map(({ imageId, imageManifest = '', imageManifestMediaType }) => ({ digest: imageId?.imageDigest ?? '', ...readManifest(imageManifest, imageManifestMediaType) }));
  };
  return {
    find,
    create: ({ name, tags }) =>
      makeOrFind(
        async () => {
          const { repository } = await ecr((client) =>
            client.send(
              new CreateRepositoryCommand({
                repositoryName: name,
                imageTagMutability: 'IMMUTABLE',
                imageScanningConfiguration: { scanOnPush: true },
                tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
              }),
            ),
          );
          return readRepository(repository ?? {});
        },
        () => find(name),
      ),
    correctSettings: async (name) => {
      await ecr((client) => client.send(new PutImageTagMutabilityCommand({ repositoryName: name, imageTagMutability: 'IMMUTABLE' })));
      await ecr((client) => client.send(new PutImageScanningConfigurationCommand({ repositoryName: name, imageScanningConfiguration: { scanOnPush: true } })));
    },
    images: (name) =>
      ecr(async (client) => {
        const images: RepositoryImage[] = [];
        for await (const page of paginateDescribeImages({ client }, { repositoryName: name })) {
          for (const image of page.imageDetails ?? []) {
            images.push({
              digest: image.imageDigest ?? '',
              tags: image.imageTags ?? [],
              sizeBytes: image.imageSizeInBytes ?? 0,
              pushedAt: image.imagePushedAt?.getTime() ?? 0,
            });
          }
        }
        return images;
      }),
    login: async () => {
      const { authorizationData } = await ecr((client) => client.send(new GetAuthorizationTokenCommand({})));
      const { authorizationToken = '', proxyEndpoint = '' } = authorizationData?.[0] ?? {};
      const [username = '', password = ''] = Buffer.from(authorizationToken, 'base64').toString('utf8').split(/:(.*)/s);
      return { registry: proxyEndpoint.replace(/^https?:\/\//, ''), username, password };
    },
    tagged: async (name, tag) => {
      const [top] = await manifests(name, [{ imageTag: tag }]);
      if (top === undefined) return undefined;
      if (!top.isIndex) return { digest: top.digest, isIndex: false, images: runnable([top]) };
      const below = top.children.length === 0 ? [] : await manifests(name, top.children.map(({ digest }) => ({ imageDigest: digest })));
      const platformOf = (digest: string) => top.children.find((child) => child.digest === digest)?.platform;
      return { digest: top.digest, isIndex: true, images: runnable(below).map((image) => ({ ...image, platform: platformOf(image.digest) })) };
    },
    startScan: async (name, digest) => {
      await ecr((client) => client.send(new StartImageScanCommand({ repositoryName: name, imageId: { imageDigest: digest } })));
    },
    scan: async (name, digest) => {
      const answer = await orUndefined(
        ecr((client) => client.send(new DescribeImageScanFindingsCommand({ repositoryName: name, imageId: { imageDigest: digest } }))),
      );
      return (
        answer && {
          status: answer.imageScanStatus?.status ?? '',
          description: answer.imageScanStatus?.description,
          counts: answer.imageScanFindings?.findingSeverityCounts ?? {},
        }
      );
    },
    deleteTag: async (name, tag) => {
      await ecr((client) => client.send(new BatchDeleteImageCommand({ repositoryName: name, imageIds: [{ imageTag: tag }] })));
    },
    delete: async (name, { force }) => {
      await orUndefined(ecr((client) => client.send(new DeleteRepositoryCommand({ repositoryName: name, force }))));
    },
  };
}

function runnable(manifests: readonly ({ readonly digest: string } & Pick<ReadManifest, 'layers'>)[]): readonly RunnableImage[] {
  return manifests.filter(({ layers }) => layers.length > 0).map(({ digest, layers }) => ({ digest, layers }));
}

function readRepository(repository: {
  repositoryName?: string;
  repositoryArn?: string;
  repositoryUri?: string;
  imageTagMutability?: string;
  imageScanningConfiguration?: { scanOnPush?: boolean };
}): Repository {
  return {
    name: repository.repositoryName ?? '',
    arn: repository.repositoryArn ?? '',
    uri: repository.repositoryUri ?? '',
    tagMutability: repository.imageTagMutability ?? '',
    scanOnPush: repository.imageScanningConfiguration?.scanOnPush ?? false,
  };
}
