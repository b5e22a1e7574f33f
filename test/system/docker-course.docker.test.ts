import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeDockerCourse, type DockerCourse } from './docker-support/course.js';
import { docker, requireEngine } from './docker-support/engine.js';

interface Report {
  readonly results: readonly { id: string; verdict: string }[];
}

interface DockerConfig {
  readonly auths?: Record<string, unknown>;
}

describe('the course with docker', { timeout: 900_000 }, () => {
  beforeAll(requireEngine);

  it('goes through nine chapters and the clean-up, unattended, and leaves nothing', async () => {
    const course = makeDockerCourse('course');
    const { exitCode, stdout, stderr } = await course.folder.run(course.start, { timeoutMs: 800_000 });
    expect(exitCode, stderr.slice(-4000)).toBe(0);
    expect(stdout).toMatch(/Receipt: \d+ gone, 0 left\./);
    for (let chapter = 1; chapter <= 10; chapter++) expect(stderr).toMatch(new RegExp(`^${chapter}\\. .*docker`, 'm'));
    expect(stderr).not.toContain('no isolation');
    expect(await course.leftInEngine()).toEqual([]);
    expect(course.folder.endpoint()).toBeUndefined();
  });

  it('is real: images built, pushed, pulled by digest; the task is a container; and all of it goes again', async () => {
    const course = makeDockerCourse('kept');
    const { folder, owner } = course;
    const kept = await folder.run([...course.start, '--keep'], { timeoutMs: 800_000 });
    expect(kept.exitCode, kept.stderr.slice(-4000)).toBe(0);

    const verified = await folder.run(['verify', '--format', 'json']);
    const { results } = JSON.parse(verified.stdout) as Report;
    expect(results.filter(({ verdict }) => verdict !== 'done')).toEqual([]);
    expect(verified.exitCode).toBe(0);

    const registry = new URL(folder.endpoint()?.url ?? '').host;
    expect(registry).toMatch(/^127\.0\.0\.1:\d+$/);
    const references = (await docker(['image', 'ls', '--filter', `label=boyacky-lab.owner=${owner}`, '--format', '{{.Repository}}:{{.Tag}}'])).split('\n');
    for (const image of ['boyacky/web-app:latest', `${registry}/boyacky/web-app:1.0`, `${registry}/boyacky/web-app:1.1`]) expect(references).toContain(image);

    const digest = await digestInEcr(course, '1.1');
    const [task, ...others] = await course.taskContainers();
    expect(others).toEqual([]);
    expect(task?.State.Status).toBe('running');
    expect(task?.Config.Image).toBe(`${registry}/boyacky/web-app@${digest}`);
    expect(await docker(['image', 'inspect', '--format', '{{join .RepoDigests "\\n"}}', task?.Image ?? ''])).toContain(`${registry}/boyacky/web-app@${digest}`);
    expect(await docker(['container', 'exec', task?.Id ?? '', 'node', '-p', 'process.env.AWS_EXECUTION_ENV'])).toBe('AWS_ECS_FARGATE');
    expect(await docker(['container', 'logs', task?.Id ?? ''])).toContain('Boyacky 1.1');
    expect((await fetch(await course.listenerUrl())).headers.get('x-boyacky-version')).toBe('1.1.0');
    expect(Object.keys(readDockerConfig(folder.home).auths ?? {})).toContain(registry);

    const cleaned = await folder.run(['cleanup', '--yes', '--format', 'json']);
    expect(JSON.parse(cleaned.stdout)).toMatchObject({ left: 0 });
    expect(cleaned.exitCode).toBe(0);
    expect(await course.leftInEngine()).toEqual([]);
    expect(Object.keys(readDockerConfig(folder.home).auths ?? {})).toEqual([]);
  });
});

async function digestInEcr({ folder }: DockerCourse, imageTag: string): Promise<string | undefined> {
  const { url: endpoint, region, accessKeyId = '', secretAccessKey = '' } = folder.endpoint() ?? {};
  const ecr = new ECRClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: 'boyacky/web-app', imageIds: [{ imageTag }] }));
  ecr.destroy();
  return imageDetails?.[0]?.imageDigest;
}

function readDockerConfig(home: string): DockerConfig {
  const file = join(home, '.docker', 'config.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DockerConfig) : {};
}
