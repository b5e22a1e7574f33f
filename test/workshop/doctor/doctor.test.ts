import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AwsFailure } from '../../../src/aws/aws-failure.js';
import type { Aws } from '../../../src/aws/aws.js';
import type { ContainerEngine, EngineStatus } from '../../../src/containers/engine.js';
import { checkAccount } from '../../../src/workshop/doctor/check-account.js';
import { checkEngine, type EngineLook } from '../../../src/workshop/doctor/check-engine.js';
import { usualPorts } from '../../../src/workshop/local-ports.js';
import { checkMachine, type Machine } from '../../../src/workshop/doctor/check-machine.js';
import type { Finding } from '../../../src/workshop/doctor/finding.js';
import { runCli } from '../../support/run-cli.js';
import { schemaErrors } from '../../support/schema-errors.js';
import { makeTempDir } from '../../support/temp-dir.js';

const now = Date.parse('2026-11-27T12:00:00Z');
const results = (findings: readonly Finding[]) => Object.fromEntries(findings.map(({ id, result }) => [id, result]));
/** Whatever is not well says what to type, in both languages. */
function expectFixes(findings: readonly Finding[]): void {
  for (const { id, result, fix } of findings) if (result !== 'ok') for (const language of ['ja', 'en'] as const) expect(fix?.[language], id).toBeTruthy();
}

describe('the machine', () => {
  const machine = (change: Partial<Machine> = {}): Machine => ({ nodeVersion: '24.1.0', freeBytes: async () => 50e9, isPortFree: async () => true, bundles: [], toolVersion: async () => 'aws-cli/2.31.0 Python/3.13', ...change });
  it.each<[string, Partial<Machine>, readonly number[], Record<string, string>]>([
    ['all is well', {}, [], { node: 'ok', disk: 'ok', 'port.8080': 'ok', 'port.8081': 'ok', 'aws-cli': 'ok' }],
    ['an old Node', { nodeVersion: '20.18.3' }, [], { node: 'fail' }],
    ['a Node that will do until January', { nodeVersion: '20.19.0' }, [], { node: 'warn' }],
    ['little room', { freeBytes: async () => 4e9 }, [], { disk: 'warn' }],
    ['no room', { freeBytes: async () => 1e9 }, [], { disk: 'fail' }],
    ['a port taken', { isPortFree: async (port) => port !== 8080 }, [], { 'port.8080': 'fail', 'port.8081': 'ok' }],
    ['a port that is ours', { isPortFree: async () => false }, [8080], { 'port.8080': 'ok', 'port.8081': 'fail' }],
    ['an AWS CLI that ignores the endpoint', { toolVersion: async () => 'aws-cli/2.9.19 Python/3.11' }, [], { 'aws-cli': 'warn' }],
    ['the first that heeds it', { toolVersion: async () => 'aws-cli/2.13.0 Python/3.11' }, [], { 'aws-cli': 'ok' }],
    ['a company’s certificates', { bundles: [{ from: 'AWS_CA_BUNDLE', file: '/ca.pem' }] }, [], { 'certificates.AWS_CA_BUNDLE': 'ok' }],
    ['certificates that cannot be read', { bundles: [{ from: 'NODE_EXTRA_CA_CERTS', file: '/ca.pem', problem: 'ENOENT' }] }, [], { 'certificates.NODE_EXTRA_CA_CERTS': 'fail' }],
    ['no AWS CLI', { toolVersion: async () => undefined }, [], { 'aws-cli': 'warn' }],
  ])('%s', async (_, change, own, expected) => {
    const findings = await checkMachine(machine(change), usualPorts, own);
    expect(results(findings)).toMatchObject(expected);
    expectFixes(findings);
  });
});

describe('the engine', () => {
  const there: EngineStatus = { available: true, version: '28.2', architecture: 'amd64' };
  const engine = (change: { isolation?: string; image?: boolean } = {}) => ({ isolation: change.isolation ?? 'container', inspectImage: async () => (change.image === true ? {} : undefined) }) as unknown as ContainerEngine;
  const look = (change: Partial<EngineLook> = {}): EngineLook => ({ name: 'docker', status: there, engine: engine(), registryAnswers: async () => true, forAws: false, ...change });
  it.each<[string, Partial<EngineLook>, Record<string, string>]>([
    ['all is well', {}, { 'engine.cli': 'ok', 'engine.daemon': 'ok', 'engine.architecture': 'ok', 'base-image': 'ok' }],
    ['no command', { status: { available: false, missing: 'cli', hint: 'type this' } }, { 'engine.cli': 'fail' }],
    ['a command without its daemon', { status: { available: false, missing: 'daemon', reason: 'Cannot connect', hint: 'type this' } }, { 'engine.cli': 'ok', 'engine.daemon': 'fail' }],
    ['another CPU', { status: { ...there, architecture: 'arm64' } }, { 'engine.architecture': 'warn' }],
    ['an unknown CPU', { status: { ...there, architecture: undefined } }, { 'engine.architecture': 'cannot-tell' }],
    ['no base image and no network', { registryAnswers: async () => false }, { 'base-image': 'fail' }],
    ['a base image that is here', { engine: engine({ image: true }), registryAnswers: async () => false }, { 'base-image': 'ok' }],
    ['a daemon that reaches the sandbox', { registryWay: async () => ({ way: 'direct' }) }, { 'engine.registry': 'ok' }],
    ['a daemon with a relay', { registryWay: async () => ({ way: 'relay' }) }, { 'engine.registry': 'ok' }],
    ['a daemon that does not reach it', { registryWay: async () => ({ way: 'none', reason: 'connection refused' }) }, { 'engine.registry': 'fail' }],
    ['a sandbox that does not answer', { registryWay: async () => undefined }, { 'engine.registry': 'cannot-tell' }],
    ['a rootless engine', { status: { ...there, rootless: true } }, { 'engine.rootless': 'warn' }],
    ['the practice engine', { engine: engine({ isolation: 'process' }) }, { 'engine.daemon': 'warn' }],
    ['the practice engine for AWS', { engine: engine({ isolation: 'process' }), forAws: true }, { 'engine.daemon': 'fail' }],
  ])('%s', async (_, change, expected) => {
    const findings = await checkEngine(look(change));
    expect(results(findings)).toMatchObject(expected);
    expectFixes(findings);
  });
});

it('the doctor has nothing to say of the way to a sandbox that does not run, nor on AWS of a rootless engine', async () => {
  const engine = { isolation: 'container', inspectImage: async () => ({}) } as unknown as ContainerEngine;
  const status: EngineStatus = { available: true, version: '28.2', architecture: 'amd64', rootless: true };
  const findings = await checkEngine({ name: 'docker', status, engine, registryAnswers: async () => true, forAws: true });
  expect(findings.map(({ id }) => id)).toEqual(['engine.cli', 'engine.daemon', 'engine.architecture', 'base-image']);
});

describe('practice in place of a real engine', () => {
  const silent = { name: 'docker', reason: 'Cannot connect to X', hint: 'colima start' } as const;
  const findingWith = async (others: EngineLook['others']) => {
    const engine = { isolation: 'process' } as unknown as ContainerEngine;
    const findings = await checkEngine({ name: 'practice', status: { available: true }, engine, registryAnswers: async () => true, forAws: false, others });
    return findings.find(({ id }) => id === 'engine.daemon');
  };

  it('says of one that is here and silent its own words, and what wakes it', async () => {
    const { observed, fix } = (await findingWith({ silent: [silent] })) ?? {};
    expect(observed?.en).toBe('docker is here, but does not answer (Cannot connect to X), so practice is used in its place');
    expect(observed?.ja).toContain('docker はありますが、応答しません（Cannot connect to X）');
    for (const language of ['ja', 'en'] as const) expect(fix?.[language]).toMatch(/colima start.*boyacky-lab start --engine docker/);
  });

  it('does not say that there is none where one answers', async () => {
    const { observed, fix } = (await findingWith({ answering: { name: 'podman' } as ContainerEngine, silent: [silent] })) ?? {};
    expect(observed?.en).toMatch(/^podman answers/);
    expect(fix?.en).toContain('boyacky-lab start --engine podman');
    expect((await findingWith({ silent: [] }))?.observed.en).toMatch(/^no container engine/);
  });
});

describe('the account', () => {
  const arn = 'arn:aws:iam::123456789012:user/hanako';
  const refuse = (kind: 'denied' | 'no-credentials') => () => Promise.reject(new AwsFailure(kind, 'iam:SimulatePrincipalPolicy', 'X', 'no'));
  interface Doors {
    caller: () => Promise<unknown>;
    expiresAt: () => Promise<number | undefined>;
    find: () => Promise<unknown>;
    deniedActions: () => Promise<readonly string[]>;
    vpcs: number;
    behindMs: number;
    tagged: readonly unknown[];
  }
  const aws = (change: Partial<Doors>): Aws => {
    const doors: Doors = { caller: async () => ({ account: '123456789012', arn }), expiresAt: async () => undefined, find: async () => ({}), deniedActions: async () => [], vpcs: 1, behindMs: 0, tagged: [], ...change };
    return {
      account: { caller: doors.caller, expiresAt: doors.expiresAt, clockOffset: async () => doors.behindMs },
      roles: { find: doors.find, deniedActions: doors.deniedActions },
      vpc: { count: async () => doors.vpcs },
      loadBalancers: { count: async () => 0 },
      taggedResources: { find: async () => doors.tagged },
    } as unknown as Aws;
  };
  const check = (change: Partial<Doors>, known: readonly { kind: 'stack'; id: string }[] = []) => checkAccount({ aws: aws(change), region: 'ap-northeast-1', owner: 'hanako', now, known, maskAccount: (id) => id.replace(/^\d{8}/, '********') });
  it.each<[string, Partial<Doors>, Record<string, string>]>([
    ['all is well', {}, { caller: 'ok', clock: 'ok', credentials: 'ok', permissions: 'ok', 'service-linked-role': 'ok', 'quota.vpcs': 'ok', leftovers: 'ok' }],
    ['no credentials', { caller: refuse('no-credentials') }, { caller: 'fail' }],
    ['a clock that is behind', { behindMs: 3_600_000 }, { clock: 'fail' }],
    ['a clock that is ahead', { behindMs: -3_600_000 }, { clock: 'fail' }],
    ['the root user', { caller: async () => ({ account: '123456789012', arn: 'arn:aws:iam::123456789012:root' }) }, { caller: 'fail' }],
    ['keys that end soon', { expiresAt: async () => now + 600_000 }, { credentials: 'warn' }],
    ['keys that have ended', { expiresAt: async () => now - 1 }, { credentials: 'fail' }],
    ['keys with time', { expiresAt: async () => now + 8 * 3_600_000 }, { credentials: 'ok' }],
    ['a missing permission', { deniedActions: async () => ['ecs:CreateCluster'] }, { permissions: 'fail' }],
    ['a simulation that is denied', { deniedActions: refuse('denied') }, { permissions: 'cannot-tell' }],
    ['a new account', { find: async () => undefined }, { 'service-linked-role': 'warn' }],
    ['no room for a VPC', { vpcs: 5 }, { 'quota.vpcs': 'warn' }],
    ['leftovers', { tagged: [{}] }, { leftovers: 'warn' }],
  ])('%s', async (_, change, expected) => {
    const findings = await check(change);
    expect(results(findings)).toMatchObject(expected);
    expectFixes(findings);
    expect(JSON.stringify(findings)).not.toContain('123456789012');
  });

  it('names the actions that are missing, and takes its own lab for no leftover', async () => {
    expect((await check({ deniedActions: async () => ['ecs:CreateCluster'] })).find(({ id }) => id === 'permissions')?.observed.en).toContain('ecs:CreateCluster');
    expect(results(await check({ tagged: [{}] }, [{ kind: 'stack', id: 'boyacky-stack' }]))).toMatchObject({ leftovers: 'ok' });
  });
});

describe('boyacky-lab doctor', () => {
  it('speaks JSON, without a workspace and without making one', async () => {
    const { stdout, exitCode } = await runCli(['doctor', '--engine', 'practice', '--format', 'json', '--lang', 'en'], { env: { AWS_CA_BUNDLE: '', NODE_EXTRA_CA_CERTS: '' } });
    expect(schemaErrors('doctor', stdout)).toEqual([]);
    const report = JSON.parse(stdout) as { checks: { id: string; result: string }[]; summary: { fail: number } };
    expect(report.checks.map(({ id }) => id)).toEqual(['node', 'disk', 'port.8080', 'port.8081', 'aws-cli', 'engine.cli', 'engine.daemon']);
    expect(exitCode).toBe(report.summary.fail === 0 ? 0 : 3);
  });

  it.each([
    ['a profile that no file knows', 'nobody', 'aws configure list-profiles'],
    ['a profile that is there and has no keys', 'somebody', 'aws configure --profile somebody (or aws login --profile somebody, or aws sso login --profile somebody)'],
  ])('tells %s for what it is', async (_, profile, toType) => {
    const home = makeTempDir();
    mkdirSync(join(home, '.aws'));
    writeFileSync(join(home, '.aws', 'config'), '[profile somebody]\nregion = ap-northeast-1\n');
    const { stdout, exitCode } = await runCli(['doctor', '--target', 'aws', '--profile', profile, '--engine', 'practice', '--lang', 'en'], { home, env: { AWS_EC2_METADATA_DISABLED: 'true' } });
    expect(exitCode).toBe(3);
    expect(stdout).toContain(toType);
    expect(stdout.includes(`The profile ${profile} is neither`)).toBe(profile === 'nobody');
  });

  it('says on AWS without keys what to type, and exits 3', async () => {
    const { stdout, exitCode } = await runCli(['doctor', '--target', 'aws', '--engine', 'practice', '--lang', 'en'], { env: { AWS_EC2_METADATA_DISABLED: 'true' } });
    expect(exitCode).toBe(3);
    expect(stdout).toContain('caller');
    expect(stdout).toContain('aws configure');
  });
});
