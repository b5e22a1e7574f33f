import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openJournalStore } from '../../../src/sandbox/store/journal-store.js';
import { createFakeType, type FakeType } from './fake-provider.js';
import { testCloudformation } from './test-stack.js';

const thing = (name: string, properties: string, more = '') => `  ${name}:\n    Type: Test::Thing\n${more}    Properties: ${properties}\n`;
const template = (...things: string[]) => `Resources:\n${things.join('')}`;

let fake: FakeType;
let test: ReturnType<typeof testCloudformation>;

beforeEach(() => {
  fake = createFakeType();
  test = testCloudformation(fake);
});
afterEach(() => test.cloudformation.engine.stop());

describe('creating', () => {
  it('makes resources in order of their dependencies, and tells it as AWS does', async () => {
    const id = await test.create(template(thing('C', '{ Needs: !GetAtt B.Value }'), thing('B', '{ Needs: !Ref A, Value: v }'), thing('A', '{}')));
    expect(await test.settled(id)).toBe('CREATE_COMPLETE');
    expect(fake.log).toEqual(['create A', 'create B', 'create C']);
    expect(test.events(id).slice(0, 4)).toEqual([
      'test CREATE_IN_PROGRESS User Initiated',
      'A CREATE_IN_PROGRESS',
      'A CREATE_IN_PROGRESS Resource creation Initiated',
      'A CREATE_COMPLETE',
    ]);
    expect(test.events(id).at(-1)).toBe('test CREATE_COMPLETE');
  });

  it('makes independent resources side by side', async () => {
    fake.dawdling.add('A').add('B');
    const id = await test.create(template(thing('A', '{}'), thing('B', '{}')));
    await vi.waitUntil(() => fake.log.length === 2);
    fake.dawdling.clear();
    expect(await test.settled(id)).toBe('CREATE_COMPLETE');
  });

  it('hands on the stack tags and bears those of CloudFormation', async () => {
    const id = await test.create(template(thing('A', '{}')), { Tags: [{ Key: 'boyacky-lab:owner', Value: 'me' }] });
    await test.settled(id);
    expect([...fake.things.values()][0]?.tags).toEqual({
      'boyacky-lab:owner': 'me',
      'aws:cloudformation:stack-name': 'test',
      'aws:cloudformation:stack-id': id,
      'aws:cloudformation:logical-id': 'A',
    });
  });

  it.each([
    [template(thing('A', '{ Needs: !Ref B }'), thing('B', '{ Needs: !Ref A }')), 'Circular dependency between resources: [A, B]'],
    [template('  A: { Type: "AWS::Cloud9::EnvironmentEC2" }\n'), 'Template format error: Unrecognized resource types: [AWS::Cloud9::EnvironmentEC2]'],
    [template('  A: { Type: "Custom::Thing" }\n'), 'The sandbox does not support custom resources (Custom::Thing).'],
    [template(thing('A', "{ Value: !Select [3, !GetAZs ''] }")), 'Template error: Fn::Select cannot select nonexistent value at index 3'],
    [template(thing('A', '{}', '    DependsOn: Nobody\n')), 'Template format error: Unresolved resource dependencies [Nobody] in the Resources block of the template'],
  ])('refuses before anything is made: %#', async (body, message) => {
    await expect(test.create(body)).rejects.toMatchObject({ code: 'ValidationError', message });
    expect(test.cloudformation.stacks.stacks.size).toBe(0);
  });

  it('refuses a name that is taken', async () => {
    await test.create(template(thing('A', '{}')));
    await expect(test.create(template(thing('A', '{}')))).rejects.toMatchObject({ code: 'AlreadyExistsException', message: 'Stack [test] already exists' });
  });
});

describe('rolling back', () => {
  const failing = template(thing('A', '{}'), thing('B', '{ Needs: !Ref A, Fails: true }'), thing('C', '{ Needs: !Ref B }'));

  it('takes away what it made, says why, and lets the stack only be deleted', async () => {
    const id = await test.create(failing);
    expect(await test.settled(id)).toBe('ROLLBACK_COMPLETE');
    expect(fake.things.size).toBe(0);
    expect(fake.log).toEqual(['create A', 'create B', 'remove B', 'remove A']);
    expect(test.events(id)).toContain('test ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [B]. Rollback requested by user.');
    expect(test.events(id).find((event) => event.startsWith('B CREATE_FAILED'))).toMatch(
      /Resource handler returned message: "The thing is bad \(Service: .+, Status Code: 400, Request ID: .+\)" \(RequestToken: .+, HandlerErrorCode: InvalidRequest\)/,
    );
    await expect(test.update(id, template(thing('A', '{}')))).rejects.toThrow(`Stack:${id} is in ROLLBACK_COMPLETE state and can not be updated.`);
    await expect(test.create(failing)).rejects.toThrow('Stack [test] already exists');
    await test.remove('test');
    expect(await test.settled(id)).toBe('DELETE_COMPLETE');
  });

  it('cancels what is still being made elsewhere', async () => {
    fake.dawdling.add('Slow');
    const id = await test.create(template(thing('Slow', '{}'), thing('B', '{ Fails: true }')));
    expect(await test.settled(id)).toBe('ROLLBACK_COMPLETE');
    expect(test.events(id)).toContain('Slow CREATE_FAILED Resource creation cancelled');
    expect(fake.things.size).toBe(0);
  });

  it('refuses an unknown property when its turn comes', async () => {
    const id = await test.create(template(thing('A', '{ Valeu: x }')));
    await test.settled(id);
    expect(test.events(id)).toContain('A CREATE_FAILED Encountered unsupported property Valeu');
  });

  it('honours OnFailure', async () => {
    const kept = await test.create(failing, { OnFailure: 'DO_NOTHING' });
    expect(await test.settled(kept)).toBe('CREATE_FAILED');
    expect(fake.things.size).toBe(2);
    const gone = await test.create(failing, { StackName: 'other', OnFailure: 'DELETE' });
    expect(await test.settled(gone)).toBe('DELETE_COMPLETE');
  });
});

describe('deleting', () => {
  it('goes backwards, keeps what is to be retained, and shows the stack by its id only', async () => {
    const id = await test.create(template(thing('A', '{}'), thing('B', '{ Needs: !Ref A }'), thing('Kept', '{}', '    DeletionPolicy: Retain\n')));
    await test.settled(id);
    fake.log.length = 0;
    await test.remove('test');
    expect(await test.settled(id)).toBe('DELETE_COMPLETE');
    expect(fake.log).toEqual(['remove B', 'remove A']);
    expect(test.events(id)).toContain('Kept DELETE_SKIPPED');
    expect(() => test.cloudformation.stacks.find('test')).toThrow('Stack with id test does not exist');
    expect(test.cloudformation.stacks.find(id).status).toBe('DELETE_COMPLETE');
  });

  it('fails with the reason, and can be asked again or told to let go', async () => {
    const id = await test.create(template(thing('A', '{}'), thing('B', '{ Needs: !Ref A }')));
    await test.settled(id);
    fake.stuck.add('A');
    await expect(test.remove('test', { RetainResources: ['A'] })).rejects.toThrow('DELETE_FAILED state');
    await test.remove('test');
    expect(await test.settled(id)).toBe('DELETE_FAILED');
    expect(test.reason(id)).toBe('The following resource(s) failed to delete: [A]. ');
    await test.remove('test', { RetainResources: ['A'] });
    expect(await test.settled(id)).toBe('DELETE_COMPLETE');
    expect(fake.things.size).toBe(1);
  });

  it('takes over a creation that is under way', async () => {
    fake.dawdling.add('A');
    const id = await test.create(template(thing('A', '{}'), thing('B', '{ Needs: !Ref A }')));
    await vi.waitUntil(() => fake.log.includes('create A'));
    await test.remove('test');
    expect(await test.settled(id)).toBe('DELETE_COMPLETE');
    expect(fake.things.size).toBe(0);
  });

  it('is refused under termination protection, and is nothing for a stack that is not there', async () => {
    await test.create(template(thing('A', '{}')), { EnableTerminationProtection: true });
    await expect(test.remove('test')).rejects.toThrow('Stack [test] cannot be deleted while TerminationProtection is enabled');
    await expect(test.remove('nobody')).resolves.toEqual({});
  });
});

describe('updating', () => {
  const first = template(thing('A', '{ Value: a }'), thing('B', '{ Needs: !Ref A }'), thing('C', '{}'));

  beforeEach(async () => {
    await test.settled(await test.create(first));
    fake.log.length = 0;
  });
  const id = () => test.cloudformation.stacks.find('test').id;

  it('refuses to do nothing', async () => {
    await expect(test.update('test', `${first}# a comment\n`)).rejects.toThrow('No updates are to be performed.');
  });

  it('changes in place, leaves the rest alone, adds and removes', async () => {
    await test.update('test', template(thing('A', '{ Value: other }'), thing('B', '{ Needs: !Ref A }'), thing('D', '{}')));
    expect(await test.settled(id())).toBe('UPDATE_COMPLETE');
    expect(fake.log.sort()).toEqual(['create D', 'remove C', 'update A']);
    expect([...fake.things.values()].find(({ logicalId }) => logicalId === 'A')?.value).toBe('other');
  });

  it('replaces: the new one first, then those that refer to it, the old one last', async () => {
    await test.update('test', template(thing('A', '{ Value: a, Fixed: x }'), thing('B', '{ Needs: !Ref A }'), thing('C', '{}')));
    expect(await test.settled(id())).toBe('UPDATE_COMPLETE');
    expect(fake.log).toEqual(['create A', 'create B', 'remove B', 'remove A']);
    expect(fake.things.size).toBe(3);
    expect(test.events(id())).toContain('A UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.');
  });

  it('takes everything back when something fails', async () => {
    const before = JSON.stringify([...fake.things.values()].map(({ logicalId, value }) => [logicalId, value]));
    await test.update('test', template(thing('A', '{ Value: new }'), thing('B', '{ Needs: !Ref A, Fixed: x }'), thing('C', '{ Needs: !Ref B, Fails: true }'), thing('D', '{}')));
    expect(await test.settled(id())).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(JSON.stringify([...fake.things.values()].map(({ logicalId, value }) => [logicalId, value]))).toBe(before);
    expect(test.cloudformation.stacks.get(id()).definition.templateBody).toBe(first);
    await expect(test.update('test', first)).rejects.toThrow('No updates are to be performed.');
  });
});

describe('a sandbox that ends in the middle', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudformation-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('goes on where it was, without making anything twice', async () => {
    const file = join(folder, 'state');
    const before = openJournalStore(file);
    const old = testCloudformation(fake, before);
    fake.dawdling.add('B');
    const id = await old.create(template(thing('A', '{}'), thing('B', '{ Needs: !Ref A }'), thing('C', '{ Needs: !Ref B }')));
    await vi.waitUntil(() => fake.log.includes('create B'));
    await old.cloudformation.engine.stop();
    before.close();

    fake.dawdling.clear();
    const next = testCloudformation(fake, openJournalStore(file));
    next.cloudformation.engine.resume();
    expect(await next.settled(id)).toBe('CREATE_COMPLETE');
    expect(fake.log).toEqual(['create A', 'create B', 'create C']);
    await next.cloudformation.engine.stop();
  });

  it('goes on deleting', async () => {
    const file = join(folder, 'state');
    const before = openJournalStore(file);
    const old = testCloudformation(fake, before);
    const id = await old.create(template(thing('A', '{}'), thing('B', '{ Needs: !Ref A }')));
    await old.settled(id);
    await old.remove(id);
    await old.cloudformation.engine.stop();
    before.close();
    const next = testCloudformation(fake, openJournalStore(file));
    next.cloudformation.engine.resume();
    expect(await next.settled(id)).toBe('DELETE_COMPLETE');
    expect(fake.things.size).toBe(0);
    await next.cloudformation.engine.stop();
  });
});
