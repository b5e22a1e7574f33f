import {
  BatchCheckLayerAvailabilityCommand,
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  CompleteLayerUploadCommand,
  CreateRepositoryCommand,
  DescribeImageScanFindingsCommand,
  DescribeImagesCommand,
  InitiateLayerUploadCommand,
  ListImagesCommand,
  paginateDescribeImages,
  PutImageCommand,
  StartImageScanCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf, manifestOf, types } from '../registry/registry-world.js';
import type { EcrWorld } from './ecr-world.js';
import { startEcrWorld } from './ecr-world.js';

const repositoryName = 'boyacky/web-app';
const hour = 3_600_000;
let world: EcrWorld;
beforeEach(async () => {
  world = await startEcrWorld();
  await world.ecr.send(new CreateRepositoryCommand({ repositoryName }));
});
afterEach(() => world.stop());

const push = (tag: string | undefined, content: string) => world.pushImage(repositoryName, tag, content);

async function pushIndex(digests: string[], tag: string): Promise<string> {
  const index = JSON.stringify({ schemaVersion: 2, mediaType: types.index, manifests: digests.map((digest) => ({ digest })) });
  const { image } = await world.ecr.send(new PutImageCommand({ repositoryName, imageManifest: index, imageTag: tag }));
  return image?.imageId?.imageDigest ?? '';
}

test('images are filtered by tag and named by tag or digest', async () => {
  const tagged = await push('1.0', 'one');
  const untagged = await push(undefined, 'two');
  const digests = async (tagStatus: 'TAGGED' | 'UNTAGGED' | 'ANY') =>
    (await world.ecr.send(new DescribeImagesCommand({ repositoryName, filter: { tagStatus } }))).imageDetails?.map(({ imageDigest }) => imageDigest);
  expect(await digests('TAGGED')).toEqual([tagged.digest]);
  expect(await digests('UNTAGGED')).toEqual([untagged.digest]);
  expect(await digests('ANY')).toHaveLength(2);

  const both = [{ imageTag: '1.0' }, { imageDigest: untagged.digest }, { imageDigest: tagged.digest }];
  expect((await world.ecr.send(new DescribeImagesCommand({ repositoryName, imageIds: both }))).imageDetails).toHaveLength(2);
  expect((await world.ecr.send(new ListImagesCommand({ repositoryName, filter: { tagStatus: 'UNTAGGED' } }))).imageIds).toEqual([{ imageDigest: untagged.digest }]);
});

test('a missing image is missed in the words of ECR', async () => {
  await expect(world.ecr.send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: '9.9' }] }))).rejects.toMatchObject({
    name: 'ImageNotFoundException',
    message: `The image with imageId {imageDigest:'null', imageTag:'9.9'} does not exist within the repository with name '${repositoryName}' in the registry with id '123456789012'`,
  });
});

test('many images are read in pages', async () => {
  for (let n = 0; n < 5; n++) await push(`v${n}`, `content ${n}`);
  const seen: string[] = [];
  for await (const { imageDetails } of paginateDescribeImages({ client: world.ecr, pageSize: 2 }, { repositoryName })) {
    expect(imageDetails?.length).toBeLessThanOrEqual(2);
    seen.push(...(imageDetails ?? []).flatMap(({ imageTags }) => imageTags ?? []));
  }
  expect(seen.sort()).toEqual(['v0', 'v1', 'v2', 'v3', 'v4']);
});

test('manifests come back as they were pushed, and a pull is noted', async () => {
  const { manifest, digest } = await push('1.0', 'one');
  const imageIds = [{ imageTag: '1.0' }, { imageDigest: digestOf('x') }, {}, { imageDigest: 'nonsense' }, { imageTag: '-' }];
  const { images, failures } = await world.ecr.send(new BatchGetImageCommand({ repositoryName, imageIds }));
  expect(images).toEqual([
    { registryId: '123456789012', repositoryName, imageId: { imageDigest: digest, imageTag: '1.0' }, imageManifest: manifest, imageManifestMediaType: types.docker },
  ]);
  expect(failures?.map(({ failureCode }) => failureCode)).toEqual(['ImageNotFound', 'MissingDigestAndTag', 'InvalidImageDigest', 'InvalidImageTag']);
  expect(failures?.[0]?.failureReason).toBe('Requested image not found');
  const { imageDetails } = await world.ecr.send(new DescribeImagesCommand({ repositoryName }));
  expect(imageDetails?.[0]?.lastRecordedPullTime?.getTime()).toBe(world.clock.now());
});

describe('PutImage', () => {
  test('gives an image another tag, once', async () => {
    const { manifest, digest } = await push('1.0', 'one');
    const retag = new PutImageCommand({ repositoryName, imageManifest: manifest, imageTag: 'stable' });
    expect((await world.ecr.send(retag)).image?.imageId).toEqual({ imageDigest: digest, imageTag: 'stable' });
    await expect(world.ecr.send(retag)).rejects.toMatchObject({
      name: 'ImageAlreadyExistsException',
      message: `Image with digest '${digest}' and tag 'stable' already exists in the repository with name '${repositoryName}' in registry with id '123456789012'`,
    });
    const { imageDetails } = await world.ecr.send(new DescribeImagesCommand({ repositoryName }));
    expect(imageDetails?.[0]?.imageTags?.sort()).toEqual(['1.0', 'stable']);
  });

  test('refuses what is immutable, incomplete or not what it says', async () => {
    const fixed = 'fixed';
    await world.createRepository(fixed, { imageTagMutability: 'IMMUTABLE' });
    await world.pushImage(fixed, '1.0', 'one');
    const other = await world.pushImage(fixed, undefined, 'two');
    const put = (imageManifest: string, rest: object = {}) => world.ecr.send(new PutImageCommand({ repositoryName: fixed, imageManifest, imageTag: '1.0', ...rest }));
    await expect(put(other.manifest)).rejects.toMatchObject({
      name: 'ImageTagAlreadyExistsException',
      message: "The image tag '1.0' already exists in the 'fixed' repository and cannot be overwritten because the tag is immutable.",
    });
    await expect(put(manifestOf(digestOf('x'), []), { imageTag: '2.0' })).rejects.toMatchObject({ name: 'LayersNotFoundException' });
    await expect(put(other.manifest, { imageDigest: digestOf('x') })).rejects.toMatchObject({ name: 'ImageDigestDoesNotMatchException' });
    await expect(put('{}')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(put(other.manifest, { imageTag: 'a b' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('BatchDeleteImage', () => {
  const remove = (...imageIds: { imageTag?: string; imageDigest?: string }[]) => world.ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds }));

  test('by tag takes the tag, and the image with the last one', async () => {
    const { digest } = await push('1.0', 'one');
    await push('latest', 'one');
    expect(await remove({ imageTag: '1.0' })).toMatchObject({ imageIds: [{ imageDigest: digest, imageTag: '1.0' }], failures: [] });
    expect((await world.ecr.send(new ListImagesCommand({ repositoryName }))).imageIds).toEqual([{ imageDigest: digest, imageTag: 'latest' }]);
    await remove({ imageTag: 'latest' });
    expect((await world.ecr.send(new ListImagesCommand({ repositoryName }))).imageIds).toEqual([]);
  });

  test('by digest takes the image with all its tags, and says what it did not find', async () => {
    const { digest } = await push('1.0', 'one');
    await push('latest', 'one');
    const { imageIds, failures } = await remove({ imageDigest: digest }, { imageTag: '1.0' });
    expect(imageIds).toHaveLength(2);
    expect(failures).toEqual([{ imageId: { imageTag: '1.0' }, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' }]);
  });

  test('keeps an image that an index lists until the index is gone', async () => {
    const child = await push(undefined, 'one');
    const index = await pushIndex([child.digest], '1.0');
    expect((await remove({ imageDigest: child.digest })).failures).toEqual([
      {
        imageId: { imageDigest: child.digest },
        failureCode: 'ImageReferencedByManifestList',
        failureReason: `Requested image referenced by manifest list: [${index}]`,
      },
    ]);
    expect((await remove({ imageTag: '1.0' })).failures).toEqual([]);
    expect((await remove({ imageDigest: child.digest })).failures).toEqual([]);
  });
});

describe('scans', () => {
  const imageId = { imageTag: '1.0' };
  const start = () => world.ecr.send(new StartImageScanCommand({ repositoryName, imageId }));
  const findings = () => world.ecr.send(new DescribeImageScanFindingsCommand({ repositoryName, imageId }));

  test('take their time and are honest about what they looked at', async () => {
    await push('1.0', 'one');
    await expect(findings()).rejects.toMatchObject({
      name: 'ScanNotFoundException',
      message: `Image scan does not exist for the image with '{imageDigest:'null', imageTag:'1.0'}' in the repository with name '${repositoryName}' in the registry with id '123456789012'`,
    });
    expect((await start()).imageScanStatus?.status).toBe('IN_PROGRESS');
    expect((await findings()).imageScanFindings).toBeUndefined();
    world.clock.advance(2000);
    const { imageScanStatus, imageScanFindings } = await findings();
    expect(imageScanStatus).toEqual({ status: 'COMPLETE', description: expect.stringContaining('looked at nothing') });
    expect(imageScanFindings?.findings).toEqual([]);
  });

  test('are given once a day', async () => {
    await push('1.0', 'one');
    await start();
    world.clock.advance(24 * hour - 1);
    await expect(start()).rejects.toMatchObject({ name: 'LimitExceededException', message: 'The scan quota per image has been exceeded. Wait and try again.' });
    world.clock.advance(1);
    expect((await start()).imageScanStatus?.status).toBe('IN_PROGRESS');
  });

  test('on push start by themselves and count for the day', async () => {
    await world.createRepository('scanned', { imageScanningConfiguration: { scanOnPush: true } });
    await world.pushImage('scanned', '1.0', 'one');
    const scanned = { repositoryName: 'scanned', imageId };
    expect((await world.ecr.send(new DescribeImageScanFindingsCommand(scanned))).imageScanStatus?.status).toBe('IN_PROGRESS');
    await expect(world.ecr.send(new StartImageScanCommand(scanned))).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  test('are not for an index', async () => {
    const { digest } = await push(undefined, 'one');
    await pushIndex([digest], '1.0');
    await expect(start()).rejects.toMatchObject({ name: 'UnsupportedImageTypeException', message: expect.stringMatching(/^An artifact with media type '.*' cannot be scanned$/) as string });
  });
});

test('a layer goes up in parts through the API', async () => {
  const { uploadId } = await world.ecr.send(new InitiateLayerUploadCommand({ repositoryName }));
  const part = (partFirstByte: number, text: string) =>
    world.ecr.send(new UploadLayerPartCommand({ repositoryName, uploadId, partFirstByte, partLastByte: partFirstByte + text.length - 1, layerPartBlob: Buffer.from(text) }));
  const complete = (digest: string, id = uploadId) => world.ecr.send(new CompleteLayerUploadCommand({ repositoryName, uploadId: id, layerDigests: [digest] }));

  await expect(complete(digestOf(''))).rejects.toMatchObject({ name: 'EmptyUploadException' });
  expect((await part(0, 'hello ')).lastByteReceived).toBe(5);
  await expect(part(0, 'hello ')).rejects.toMatchObject({ name: 'InvalidLayerPartException', lastValidByteReceived: 5, uploadId });
  await part(6, 'world');
  await expect(complete(digestOf('hello world'), 'another')).rejects.toMatchObject({ name: 'UploadNotFoundException' });
  expect((await complete(digestOf('hello world'))).layerDigest).toBe(digestOf('hello world'));

  const layerDigests = [digestOf('hello world'), digestOf('x'), 'nonsense'];
  expect(await world.ecr.send(new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests }))).toMatchObject({
    layers: [
      { layerAvailability: 'AVAILABLE', layerSize: 11 },
      { layerAvailability: 'UNAVAILABLE' },
    ],
    failures: [{ layerDigest: 'nonsense', failureCode: 'InvalidLayerDigest' }],
  });
  expect((await world.http('GET', `/v2/${repositoryName}/blobs/${digestOf('hello world')}`)).text).toBe('hello world');
});
