import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteChangeSet, describeChangeSet, executeChangeSet } from '../../../src/sandbox/cloudformation/operations/change-sets.js';
import { createChangeSet } from '../../../src/sandbox/cloudformation/operations/create-change-set.js';
import { createFakeType, type FakeType } from './fake-provider.js';
import { request, testCloudformation } from './test-stack.js';

const one = 'Resources:\n  A: { Type: Test::Thing, Properties: { Value: a } }\n';
const two = 'Resources:\n  A: { Type: Test::Thing, Properties: { Value: b } }\n  B: { Type: Test::Thing, Properties: { Needs: !Ref A } }\n';

let fake: FakeType;
let test: ReturnType<typeof testCloudformation>;
beforeEach(() => {
  fake = createFakeType();
  test = testCloudformation(fake);
});
afterEach(() => test.cloudformation.engine.stop());

const make = async (name: string, TemplateBody: string, ChangeSetType: 'CREATE' | 'UPDATE') =>
  createChangeSet(test.cloudformation)({ StackName: 'test', ChangeSetName: name, TemplateBody, ChangeSetType }, request);
const execute = async (name: string) => executeChangeSet(test.cloudformation)({ StackName: 'test', ChangeSetName: name }, request);
const show = async (name: string) => describeChangeSet(test.cloudformation)({ StackName: 'test', ChangeSetName: name }, request);

describe('change sets', () => {
  it('make a stack and change it, only when they are executed', async () => {
    const { StackId = '' } = await make('first', one, 'CREATE');
    expect(test.cloudformation.stacks.get(StackId).status).toBe('REVIEW_IN_PROGRESS');
    expect(fake.log).toEqual([]);
    await execute('first');
    expect(await test.settled(StackId)).toBe('CREATE_COMPLETE');

    await make('second', two, 'UPDATE');
    expect((await show('second')).Changes?.map(({ ResourceChange: change }) => [change?.Action, change?.LogicalResourceId, change?.Replacement])).toEqual([
      ['Modify', 'A', 'False'],
      ['Add', 'B', undefined],
    ]);
    await execute('second');
    expect(await test.settled(StackId)).toBe('UPDATE_COMPLETE');
    expect(fake.log).toEqual(['create A', 'update A', 'create B']);
    await expect(execute('second')).rejects.toMatchObject({ code: 'InvalidChangeSetStatus' });
  });

  it('fail when nothing changes, in the words that the CLI looks for', async () => {
    const { StackId = '' } = await make('first', one, 'CREATE');
    await execute('first');
    await test.settled(StackId);
    await make('same', one, 'UPDATE');
    expect(await show('same')).toMatchObject({
      Status: 'FAILED',
      ExecutionStatus: 'UNAVAILABLE',
      StatusReason: "The submitted information didn't contain changes. Submit different information to create a change set.",
    });
    await deleteChangeSet(test.cloudformation)({ StackName: 'test', ChangeSetName: 'same' }, request);
    await expect(show('same')).rejects.toMatchObject({ code: 'ChangeSetNotFound', status: 404 });
  });
});
