import { appendFileSync } from 'node:fs';
import { CreateRepositoryCommand, DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import { startTerminal } from '../support/start-terminal.js';
import { makeWorkshopFolder } from './workshop-folder.js';

const enter = '\r';
const theirs = 'somebody/theirs';

describe('cleanup in a terminal', { timeout: 180_000 }, () => {
  it('asks by its name for what is on the ledger and has no tags of ours: no keeps it, yes deletes it', async () => {
    const folder = makeWorkshopFolder();
    await folder.run(['start', '--yes', '--keep', '--engine', 'practice', '--lang', 'en', '--until', 'foundation.identity']);
    const { url: endpoint, accessKeyId = '', secretAccessKey = '' } = folder.endpoint() ?? {};
    const ecr = new ECRClient({ endpoint, region: 'ap-northeast-1', credentials: { accessKeyId, secretAccessKey } });
    await ecr.send(new CreateRepositoryCommand({ repositoryName: theirs }));
    // As in a folder that came from somebody else.
    const line = { at: new Date().toISOString(), event: 'created', kind: 'repository', id: theirs, where: '123456789012/ap-northeast-1' };
    appendFileSync(`${folder.root}/.boyacky-lab/ledger.jsonl`, `${JSON.stringify(line)}\n`);
    const names = async () => (await ecr.send(new DescribeRepositoriesCommand({}))).repositories?.map(({ repositoryName }) => repositoryName) ?? [];

    const answer = async (word: 'y' | 'n') => {
      const terminal = startTerminal(['cleanup', '--keep-sandbox', '--lang', 'en'], folder);
      await terminal.said('Delete all of this?');
      terminal.type(`y${enter}`);
      await terminal.said(`repository ${theirs} does not have the workshop's tags.`);
      await terminal.said('Delete it, too?');
      terminal.type(`${word}${enter}`);
      await terminal.said(/Receipt: \d+ gone, \d+ left\./);
      return { text: terminal.text(), exitCode: (await terminal.ended).exitCode };
    };

    const kept = await answer('n');
    expect(kept.text).toContain('0 gone, 1 left.');
    expect(kept.exitCode).toBe(1);
    expect(await names()).toEqual([theirs]);

    const gone = await answer('y');
    expect(gone.text).toContain('1 gone, 0 left.');
    expect(gone.exitCode).toBe(0);
    expect(await names()).toEqual([]);
  });
});
