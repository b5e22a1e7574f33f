import {
  CreateRuleCommand,
  DeleteListenerCommand,
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  RegisterTargetsCommand,
  waitUntilTargetInService,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ListenerAddress } from '../../../src/sandbox/elbv2/listener-address.js';
import type { TestSandbox } from '../harness.js';
import { attachTask, createAlb, createGroup, createHttpListener, startSandbox, startSite } from './setup.js';

async function addresses({ sandbox }: TestSandbox): Promise<ListenerAddress[]> {
  const response = await fetch(`${sandbox.url}/_sandbox/listeners`, { headers: { 'x-boyacky-lab-token': sandbox.token } });
  expect(response.status).toBe(200);
  return (await response.json()) as ListenerAddress[];
}

async function addressOf(sandbox: TestSandbox, listenerArn: string): Promise<ListenerAddress> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const found = (await addresses(sandbox)).find((one) => one.listenerArn === listenerArn);
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${listenerArn} did not open`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('from the address of the listener to a task and back, and over a restart', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'elbv2-'));
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }));
  const site = await startSite({ stateDir });
  const { elbv2 } = site;
  const loadBalancer = await createAlb(site);
  const TargetGroupArn = await createGroup(site);
  const listener = await createHttpListener(site, loadBalancer, TargetGroupArn);
  const before = await addressOf(site, listener);
  expect(before).toMatchObject({ loadBalancerArn: loadBalancer, loadBalancerName: 'boyacky-alb', port: 80 });
  expect(before.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(before.url)).status).toBe(503);

  await attachTask(site, '10.0.0.10', (_, response) => void response.end('from the task'));
  const Targets = [{ Id: '10.0.0.10', Port: 8080 }];
  await elbv2.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
  await waitUntilTargetInService({ client: elbv2, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TargetGroupArn, Targets });
  expect(await (await fetch(before.url)).text()).toBe('from the task');

  await elbv2.send(new CreateRuleCommand({
    ListenerArn: listener,
    Priority: 1,
    Conditions: [{ Field: 'path-pattern', Values: ['/teapot'] }],
    Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '418', MessageBody: 'short and stout' } }],
  }));
  expect((await fetch(`${before.url}/teapot`)).status).toBe(418);
  await site.stop();
  await expect(fetch(before.url)).rejects.toThrow();

  const again = await startSandbox({ stateDir });
  await attachTask(again, '10.0.0.10', (_, response) => void response.end('from the new task'));
  const client = new ElasticLoadBalancingV2Client(again.clientConfig);
  expect(await addressOf(again, listener)).toEqual(before);
  await waitUntilTargetInService({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TargetGroupArn, Targets });
  expect(await (await fetch(before.url)).text()).toBe('from the new task');
  expect((await fetch(`${before.url}/teapot`)).status).toBe(418);

  await client.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets }));
  const draining = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
  expect(draining.TargetHealthDescriptions).toMatchObject([{ TargetHealth: { State: 'draining', Reason: 'Target.DeregistrationInProgress' } }]);
  expect((await fetch(before.url)).status).toBe(503);
  await client.send(new DeleteListenerCommand({ ListenerArn: listener }));
  expect(await addresses(again)).toEqual([]);
}, 60_000);

test('a listener is opened on its own port when it may be, and elsewhere when that is taken', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const { port } = blocker.address() as { port: number };
  const site = await startSite();
  const loadBalancer = await createAlb(site);
  const group = await createGroup(site);
  const listener = await createHttpListener(site, loadBalancer, group, port);
  const elsewhere = await addressOf(site, listener);
  expect(elsewhere.port).toBe(port);
  expect(elsewhere.url).not.toBe(`http://127.0.0.1:${port}`);
  await new Promise((resolve) => blocker.close(resolve));

  await site.elbv2.send(new ModifyListenerCommand({ ListenerArn: listener, Port: 80 }));
  await site.elbv2.send(new ModifyListenerCommand({ ListenerArn: listener, Port: port }));
  expect((await addressOf(site, listener)).url).toBe(`http://127.0.0.1:${port}`);
  const other = await fetch(`${site.sandbox.url}/_sandbox/listeners`, { method: 'POST', headers: { 'x-boyacky-lab-token': site.sandbox.token } });
  expect(other.status).toBe(405);
});

test('an address that is taken at a restart is replaced for good', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'elbv2-'));
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }));
  const site = await startSite({ stateDir });
  const listener = await createHttpListener(site, await createAlb(site), await createGroup(site));
  const { url } = await addressOf(site, listener);
  await site.stop();
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(Number(new URL(url).port), '127.0.0.1', resolve));
  onTestFinished(() => void blocker.close());
  const again = await startSandbox({ stateDir });
  const moved = await addressOf(again, listener);
  expect(moved.url).not.toBe(url);
  await again.stop();
  expect((await addressOf(await startSandbox({ stateDir }), listener)).url).toBe(moved.url);
});
