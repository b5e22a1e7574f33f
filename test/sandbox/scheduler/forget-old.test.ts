import { describe, expect, it } from 'vitest';
import { forgetOld } from '../../../src/sandbox/scheduler/forget-old.js';
import { createEcsState } from '../../../src/sandbox/scheduler/state.js';
import { openJournalStore } from '../../../src/sandbox/store/journal-store.js';
import { makeRecord, makeService, makeTask, makeTaskDefinition } from './make.js';

const hourMs = 3_600_000;
const now = 1000 * hourMs;

describe('what ECS forgets', () => {
  const state = () => createEcsState(openJournalStore());

  it.each([
    { stopped: now - hourMs, kept: true },
    { stopped: now - hourMs - 1, kept: false },
    { stopped: undefined, kept: true },
  ])('a task that stopped at $stopped: kept is $kept', ({ stopped, kept }) => {
    const of = state();
    of.tasks.set('t', makeTask({ arn: 't', stoppedAt: stopped }));
    forgetOld(of, now);
    expect(of.tasks.has('t')).toBe(kept);
  });

  it('of the stopped tasks of each service the latest 200 stay, whatever the order they are in', () => {
    const of = state();
    for (let n = 0; n < 205; n += 1) {
      of.tasks.set(`a${n}`, makeTask({ arn: `a${n}`, group: 'service:a', stoppedAt: now - n }));
      of.tasks.set(`b${n}`, makeTask({ arn: `b${n}`, group: 'service:b', stoppedAt: n < 10 ? now - n : undefined }));
    }
    of.tasks.set('elsewhere', makeTask({ arn: 'elsewhere', group: 'service:a', clusterArn: 'other', stoppedAt: now - 900 }));
    forgetOld(of, now);
    const gone = Array.from({ length: 205 }, (_, n) => n).filter((n) => !of.tasks.has(`a${n}`));
    expect(gone).toEqual([200, 201, 202, 203, 204]);
    expect(of.tasks.size).toBe(200 + 205 + 1);
  });

  it.each([
    { inactiveAt: now - hourMs, kept: true },
    { inactiveAt: now - hourMs - 1, kept: false },
    { inactiveAt: undefined, kept: true },
  ])('a service that became inactive at $inactiveAt, its events and its deployments: kept is $kept', ({ inactiveAt, kept }) => {
    const of = state();
    of.services.set('s', makeService({ arn: 's', inactiveAt }));
    of.events.set('s', { events: [] });
    of.deploymentRecords.set('r', makeRecord({ arn: 'r', serviceArn: 's' }));
    of.deploymentRecords.set('other', makeRecord({ arn: 'other', serviceArn: 'other' }));
    forgetOld(of, now);
    expect([of.services.has('s'), of.events.has('s'), of.deploymentRecords.has('r')]).toEqual([kept, kept, kept]);
    expect(of.deploymentRecords.has('other')).toBe(true);
  });

  it.each([
    { finishedAt: now - 90 * 24 * hourMs, kept: true },
    { finishedAt: now - 90 * 24 * hourMs - 1, kept: false },
    { finishedAt: undefined, kept: true },
  ])('a service deployment that ended at $finishedAt: kept is $kept', ({ finishedAt, kept }) => {
    const of = state();
    of.deploymentRecords.set('r', makeRecord({ arn: 'r', finishedAt }));
    forgetOld(of, now);
    expect(of.deploymentRecords.has('r')).toBe(kept);
  });

  it.each([
    { it: 'nothing refers to it', kept: false },
    { it: 'a task that runs is of it', task: makeTask({ taskDefinitionArn: 'd', lastStatus: 'RUNNING' }), kept: true },
    { it: 'a task that has stopped was of it', task: makeTask({ taskDefinitionArn: 'd', lastStatus: 'STOPPED' }), kept: false },
    { it: 'a service has it', service: makeService({ deployments: [{ taskDefinitionArn: 'd' }] }), kept: true },
    { it: 'a task of another runs', task: makeTask({ taskDefinitionArn: 'e' }), kept: false },
    { it: 'it is only inactive', status: 'INACTIVE' as const, kept: true },
  ])('a revision that was deleted: $it, kept is $kept', ({ task, service, status, kept }) => {
    const of = state();
    of.taskDefinitions.set('d', makeTaskDefinition({ arn: 'd', status: status ?? 'DELETE_IN_PROGRESS' }));
    if (task) of.tasks.set('t', task);
    if (service) of.services.set('s', service);
    forgetOld(of, now);
    expect(of.taskDefinitions.has('d')).toBe(kept);
  });

  it.each([
    { at: now - 24 * hourMs, kept: true },
    { at: now - 24 * hourMs - 1, kept: false },
  ])('a client token of $at: kept is $kept', ({ at, kept }) => {
    const of = state();
    of.clientTokens.set('c', { request: '', taskArns: [], at });
    forgetOld(of, now);
    expect(of.clientTokens.has('c')).toBe(kept);
  });
});
