import {
  BatchDeleteImageCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeImageScanFindingsCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  paginateDescribeImages,
  StartImageScanCommand,
} from '@aws-sdk/client-ecr';
import { orUndefined } from './aws-failure.js';
import { makeOrFind } from './make-or-find.js';
import { createSender, type ClientConfig } from './sender.js';

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
  images(name: string): Promise<readonly RepositoryImage[]>;
  login(): Promise<RegistryLogin>;
  startScan(name: string, tag: string): Promise<void>;
  /** undefined: never scanned. */
  scan(name: string, tag: string): Promise<Scan | undefined>;
  deleteImages(name: string, digests: readonly string[]): Promise<void>;
  /** With `force`, its images go with it. */
  delete(name: string, options: { force: boolean }): Promise<void>;
}

export function createRepositories(config: ClientConfig): Repositories {
  const ecr = createSender('ecr', () => new ECRClient(config));
  const find = async (name: string) => {
    const answer = await orUndefined(ecr((client) => client.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }))));
    return answer?.repositories?.[0] && readRepository(answer.repositories[0]);
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
    startScan: async (name, tag) => {
      await ecr((client) => client.send(new StartImageScanCommand({ repositoryName: name, imageId: { imageTag: tag } })));
    },
    scan: async (name, tag) => {
      const answer = await orUndefined(
        ecr((client) => client.send(new DescribeImageScanFindingsCommand({ repositoryName: name, imageId: { imageTag: tag } }))),
      );
      return (
        answer && {
          status: answer.imageScanStatus?.status ?? '',
          description: answer.imageScanStatus?.description,
          counts: answer.imageScanFindings?.findingSeverityCounts ?? {},
        }
      );
    },
    deleteImages: async (name, digests) => {
      await ecr((client) =>
        client.send(new BatchDeleteImageCommand({ repositoryName: name, imageIds: digests.map((imageDigest) => ({ imageDigest })) })),
      );
    },
    delete: async (name, { force }) => {
      await orUndefined(ecr((client) => client.send(new DeleteRepositoryCommand({ repositoryName: name, force }))));
    },
  };
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
