import type {
  CreateRepositoryCommandInput,
  CreateRepositoryCommandOutput,
  DeleteRepositoryCommandInput,
  DeleteRepositoryCommandOutput,
  DescribeRepositoriesCommandInput,
  DescribeRepositoriesCommandOutput,
  EncryptionType,
  ImageTagMutability,
  PutImageScanningConfigurationCommandInput,
  PutImageScanningConfigurationCommandOutput,
  PutImageTagMutabilityCommandInput,
  PutImageTagMutabilityCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-ecr';
import { defineProvider } from './provider.js';
import { required } from './required.js';
import { resourceTags, updateTags } from './resource-tags.js';
import { flag, object, oneOf, tags, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

export const ecrRepository = defineProvider({
  type: 'AWS::ECR::Repository',
  properties: object(
    {},
    {
      RepositoryName: text,
      ImageTagMutability: oneOf<ImageTagMutability>(),
      ImageScanningConfiguration: object({}, { ScanOnPush: flag }),
      EncryptionConfiguration: object({ EncryptionType: oneOf<EncryptionType>() }, {}),
      EmptyOnDelete: flag,
      Tags: tags,
    },
  ),
  attributes: ['Arn', 'RepositoryUri'],
  takes: { create: 5_000, delete: 2_000 },
  nameProperty: 'RepositoryName',
  physicalIdIsName: true,
  create: async ({ RepositoryName, ImageTagMutability: imageTagMutability, ImageScanningConfiguration, EncryptionConfiguration, Tags }, context) => {
    const { repository } = await context.call<CreateRepositoryCommandInput, CreateRepositoryCommandOutput>('ecr', 'CreateRepository', {
      repositoryName: RepositoryName ?? context.generatedName(256).toLowerCase(),
      imageTagMutability,
      imageScanningConfiguration: ImageScanningConfiguration && { scanOnPush: ImageScanningConfiguration.ScanOnPush },
      encryptionConfiguration: EncryptionConfiguration && { encryptionType: EncryptionConfiguration.EncryptionType },
      tags: resourceTags(Tags, context.stackTags),
    });
    return required(repository?.repositoryName, 'repositoryName');
  },
  settle: async (name, _, context) => {
    const { repositories } = await context.call<DescribeRepositoriesCommandInput, DescribeRepositoriesCommandOutput>('ecr', 'DescribeRepositories', {
      repositoryNames: [name],
    });
    return { Arn: repositories?.[0]?.repositoryArn, RepositoryUri: repositories?.[0]?.repositoryUri };
  },
  update: {
    inPlace: ['ImageTagMutability', 'ImageScanningConfiguration', 'EmptyOnDelete', 'Tags'],
    apply: async (repositoryName, change, context) => {
      const { after } = change;
      await context.call<PutImageTagMutabilityCommandInput, PutImageTagMutabilityCommandOutput>('ecr', 'PutImageTagMutability', {
        repositoryName,
        imageTagMutability: after.ImageTagMutability ?? 'MUTABLE',
      });
      await context.call<PutImageScanningConfigurationCommandInput, PutImageScanningConfigurationCommandOutput>('ecr', 'PutImageScanningConfiguration', {
        repositoryName,
        imageScanningConfiguration: { scanOnPush: after.ImageScanningConfiguration?.ScanOnPush ?? false },
      });
      const resourceArn = `arn:aws:ecr:${context.account.region}:${context.account.id}:repository/${repositoryName}`;
      await updateTags(change, context, {
        set: (all) => context.call<TagResourceCommandInput, TagResourceCommandOutput>('ecr', 'TagResource', { resourceArn, tags: all }),
        remove: (tagKeys) => context.call<UntagResourceCommandInput, UntagResourceCommandOutput>('ecr', 'UntagResource', { resourceArn, tagKeys }),
      });
    },
  },
  remove: (repositoryName, { EmptyOnDelete }, context) =>
    unlessMissing(
      context.call<DeleteRepositoryCommandInput, DeleteRepositoryCommandOutput>('ecr', 'DeleteRepository', { repositoryName, force: EmptyOnDelete ?? false }),
    ),
});
