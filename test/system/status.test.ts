import { readFileSync } from 'node:fs';
import { CloudFormationClient, CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import { makeWorkshopFolder, type WorkshopFolder } from './workshop-folder.js';

const template = readFileSync(new URL('../../templates/boyacky.yaml', import.meta.url), 'utf8');

function clientConfig(folder: WorkshopFolder) {
  const { url: endpoint, accessKeyId = '', secretAccessKey = '' } = folder.endpoint() ?? {};
  return { endpoint, region: 'ap-northeast-1', credentials: { accessKeyId, secretAccessKey } };
}

describe('status', { timeout: 120_000 }, () => {
  it('names what a slip of the keyboard made, and what it costs, though it is on no ledger', async () => {
    const folder = makeWorkshopFolder();
    await folder.run(['start', '--yes', '--engine', 'practice', '--lang', 'en', '--until', 'foundation.identity']);
    const owner = (JSON.parse(readFileSync(`${folder.root}/.boyacky-lab/progress.json`, 'utf8')) as { owner: string }).owner;
    const before = await folder.run(['status']);
    expect(before.stdout).toMatch(/^made and not yet deleted: 0$/m);
    expect(before.stdout).toContain('$0.000/h');

    const stacks = new CloudFormationClient(clientConfig(folder));
    await stacks.send(new CreateStackCommand({ StackName: 'boyaky-stack', TemplateBody: template, Parameters: [{ ParameterKey: 'Owner', ParameterValue: owner }] }));
    await waitUntilStackCreateComplete({ client: stacks, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName: 'boyaky-stack' });
    await new ECRClient(clientConfig(folder)).send(new CreateRepositoryCommand({ repositoryName: 'boyacky/webapp' }));

    const { stdout, exitCode } = await folder.run(['status']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^made and not yet deleted: 2$/m);
    expect(stdout).toMatch(/On no ledger, and with the workshop's tags[^\n]*\n {2}stack +boyaky-stack\n {2}table +boyacky\n/);
    expect(stdout).toMatch(/Perhaps yours[^\n]*\n +repository +boyacky\/webapp — .*delete-repository/);
    expect(stdout).toContain('$0.118/h');
    expect(folder.ledger()).toEqual([]);

    await folder.run(['sandbox', 'stop']);
    expect((await folder.run(['status'])).stdout).toMatch(/^made and not yet deleted: 0 \(by the ledger alone: the account was not looked at\)$/m);
  });
});
