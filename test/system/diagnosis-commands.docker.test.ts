import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { toType } from '../../src/workshop/diagnosis/what-to-type.js';
import { names } from '../../src/workshop/names.js';
import { createAwsCli } from './docker-support/aws-cli.js';
import { makeWorkshopFolder, type WorkshopFolder } from './workshop-folder.js';

/** Types a line in a shell, as it is printed; the AWS CLI of the machine may be too old to know the endpoint by itself. */
function type(line: string, { home, endpoint }: WorkshopFolder): Promise<{ readonly exitCode: number; readonly text: string }> {
  const { url = '', region = '', accessKeyId = '', secretAccessKey = '' } = endpoint() ?? {};
  const program = process.env.BOYACKY_TEST_AWS_CLI ?? '/usr/bin/aws';
  const typed = line.replace(/\baws (?=[a-z])/g, `${program} --no-cli-pager --endpoint-url ${url} `);
  const env = { PATH: process.env.PATH, HOME: home, LC_ALL: 'C.UTF-8', AWS_DEFAULT_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', typed], { env, timeout: 120_000 }, (error, stdout, stderr) => resolve({ exitCode: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, text: `${stdout}${stderr}` }));
  });
}

describe('what a diagnosis tells to type', () => {
  it('is taken by the AWS CLI, and mends what it says that it mends', async () => {
    const folder = makeWorkshopFolder();
    const started = await folder.run(['start', '--yes', '--keep', '--engine', 'practice', '--until', 'service.steady']);
    expect(started.exitCode, started.stderr).toBe(0);
    const aws = createAwsCli(folder);
    const service = async () => (await aws.json<{ services: { networkConfiguration: { awsvpcConfiguration: { subnets: string[] } } }[] }>('ecs', 'describe-services', '--cluster', names.cluster, '--services', names.service)).services[0]?.networkConfiguration.awsvpcConfiguration.subnets;
    const group = async () => (await aws.json<{ TargetGroups: { TargetGroupArn: string; HealthCheckPath: string }[] }>('elbv2', 'describe-target-groups', '--names', names.targetGroup)).TargetGroups[0];

    // Wrong first: one subnet only, and a path that the app does not have.
    const right = await service();
    await aws.json('ecs', 'update-service', '--cluster', names.cluster, '--service', names.service, '--network-configuration', `awsvpcConfiguration={subnets=[${right?.[0] ?? ''}]}`);
    await aws.json('elbv2', 'modify-target-group', '--target-group-arn', (await group())?.TargetGroupArn ?? '', '--health-check-path', '/health');
    expect([await service(), (await group())?.HealthCheckPath]).toEqual([[right?.[0]], '/health']);

    const { deleteStack: _, deleteListener, ...commands } = toType;
    // The listener goes last: what is looked at before needs none, what comes after would.
    for (const [name, command] of [...Object.entries(commands), ['deleteListener', deleteListener] as const]) {
      const { exitCode, text } = await type(command, folder);
      expect([name, exitCode], text).toEqual([name, 0]);
    }
    expect([[...((await service()) ?? [])].sort(), (await group())?.HealthCheckPath]).toEqual([[...(right ?? [])].sort(), '/']);
  });
});
