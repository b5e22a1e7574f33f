import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BatchGetImageCommand, CreateRepositoryCommand, DescribeImagesCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { execa } from 'execa';
import { create } from 'tar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestSandbox } from '../harness.js';
import type { TestSandbox } from '../harness.js';

let world: TestSandbox;
let ecr: ECRClient;
let directory: string;
let host: string;
let imageId: string;
const made = new Set<string>();

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'boyacky-lab-docker-registry-'));
  const stateDir = path.join(directory, 'state');
  mkdirSync(stateDir);
  world = await startTestSandbox({ services: ['ecr'], stateDir });
  ecr = new ECRClient(world.clientConfig);
  host = world.sandbox.context.endpoint.host;
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'boyacky/web-app', imageTagMutability: 'IMMUTABLE' }));
  imageId = await importImage('one', 5 * 1024 * 1024);
});

afterAll(async () => {
  if (made.size > 0) await docker(['image', 'rm', '--force', ...made]);
  ecr.destroy();
  await world.stop();
  rmSync(directory, { recursive: true, force: true });
});

test('without a login a push is refused as by ECR', async () => {
  const { exitCode, all } = await push(imageId, `${host}/boyacky/web-app:1.0`);
  expect(exitCode).toBe(1);
  expect(all).toContain('no basic auth credentials');
});

test('docker logs in with the password of GetAuthorizationToken', async () => {
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}));
  const password = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString().replace(/^AWS:/, '');
  const wrong = await docker(['login', '--username', 'AWS', '--password-stdin', host], 'a guess');
  expect(wrong.exitCode).toBe(1);
  expect(wrong.all).toContain('failed with status: 400 Bad Request');
  const right = await docker(['login', '--username', 'AWS', '--password-stdin', host], password);
  expect([right.exitCode, right.all]).toEqual([0, expect.stringContaining('Login Succeeded')]);
});

test('an image goes up, is an image of ECR, and comes down by its digest', async () => {
  const { exitCode, all } = await push(imageId, `${host}/boyacky/web-app:1.0`);
  expect([exitCode, all]).toEqual([0, expect.stringMatching(/1\.0: digest: sha256:[a-f0-9]{64} size: \d+/)]);
  const digest = /digest: (sha256:[a-f0-9]{64})/.exec(all)?.[1] ?? '';

  const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: 'boyacky/web-app' }));
  expect(imageDetails).toMatchObject([{ imageDigest: digest, imageTags: ['1.0'] }]);
  expect(imageDetails?.[0]?.imageSizeInBytes).toBeGreaterThan(5 * 1024 * 1024);
  const { images } = await ecr.send(new BatchGetImageCommand({ repositoryName: 'boyacky/web-app', imageIds: [{ imageTag: '1.0' }] }));
  expect(JSON.parse(images?.[0]?.imageManifest ?? '')).toMatchObject({ config: { digest: imageId } });

  await docker(['image', 'rm', '--force', `${host}/boyacky/web-app:1.0`, imageId]);
  const reference = `${host}/boyacky/web-app@${digest}`;
  const pulled = await docker(['pull', reference]);
  expect([pulled.exitCode, pulled.all]).toEqual([0, expect.stringContaining(digest)]);
  made.add(reference);
  expect((await docker(['image', 'inspect', '--format', '{{.Id}}', reference])).all).toBe(imageId);

  const again = await push(imageId, `${host}/boyacky/web-app:1.0`);
  expect([again.exitCode, again.all]).toEqual([0, expect.stringContaining(digest)]);
});

test('a layer that another repository has is mounted and not sent again', async () => {
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'boyacky/copy' }));
  const { exitCode, all } = await push(imageId, `${host}/boyacky/copy:1.0`);
  expect([exitCode, all]).toEqual([0, expect.stringContaining('Mounted from boyacky/web-app')]);
});

test('other content under an immutable tag is refused in the words of ECR', async () => {
  const { exitCode, all } = await push(await importImage('two', 1024), `${host}/boyacky/web-app:1.0`);
  expect(exitCode).toBe(1);
  expect(all).toContain("The image tag '1.0' already exists in the 'boyacky/web-app' repository and cannot be overwritten because the tag is immutable.");
});

test('a push to a repository that does not exist is refused, and says why', async () => {
  const { exitCode, all } = await push(imageId, `${host}/boyacky/nowhere:1.0`);
  expect(exitCode).toBe(1);
  expect(all).toContain("name unknown: The repository with name 'boyacky/nowhere' does not exist in the registry with id '123456789012'");
});

test('a pull of what is not there says so', async () => {
  const missingTag = await docker(['pull', `${host}/boyacky/web-app:9.9`]);
  expect([missingTag.exitCode, missingTag.all]).toEqual([1, expect.stringContaining('manifest unknown: Requested image not found')]);
  const missingRepository = await docker(['pull', `${host}/boyacky/nowhere:1.0`]);
  expect([missingRepository.exitCode, missingRepository.all]).toEqual([1, expect.stringContaining("The repository with name 'boyacky/nowhere' does not exist")]);
});

test('the password is nowhere in the files of the sandbox', () => {
  const { auths } = JSON.parse(readFileSync(path.join(directory, 'docker', 'config.json'), 'utf8')) as { auths: Record<string, { auth: string }> };
  const password = Buffer.from(auths[host]?.auth ?? '', 'base64').toString().replace(/^AWS:/, '');
  expect(password.length).toBeGreaterThan(100);
  expect(readFileSync(path.join(directory, 'state', 'journal.jsonl'), 'utf8')).not.toContain(password);
});

async function push(image: string, reference: string) {
  await docker(['tag', image, reference]);
  made.add(reference);
  return await docker(['push', reference]);
}

/** An image of one file with bytes that do not compress. */
async function importImage(name: string, bytes: number): Promise<string> {
  const root = path.join(directory, name);
  mkdirSync(root);
  writeFileSync(path.join(root, 'content'), randomBytes(bytes));
  const archive = path.join(directory, `${name}.tar`);
  await create({ cwd: root, file: archive }, ['content']);
  const { all } = await docker(['import', archive]);
  made.add(all);
  return all;
}

/** With a configuration of its own, so that the login of whoever runs the tests stays as it is. */
function docker(args: string[], input?: string) {
  return execa('docker', args, { all: true, reject: false, env: { DOCKER_CONFIG: path.join(directory, 'docker') }, ...(input === undefined ? {} : { input }) });
}
