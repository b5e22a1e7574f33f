import {
  CreateListenerCommand,
  CreateRuleCommand,
  DeleteListenerCommand,
  DeleteRuleCommand,
  DescribeAccountLimitsCommand,
  DescribeListenersCommand,
  DescribeRulesCommand,
  ModifyListenerCommand,
  ModifyRuleCommand,
  SetRulePrioritiesCommand,
  type Action,
  type CreateListenerCommandInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { createAlb, createGroup, createHttpListener, startSite, type Site } from './setup.js';

const hello: Action = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200', ContentType: 'text/plain', MessageBody: 'hello' } };

async function startListener(): Promise<Site & { loadBalancer: string; group: string; listener: string }> {
  const site = await startSite();
  const loadBalancer = await createAlb(site);
  const group = await createGroup(site);
  return { ...site, loadBalancer, group, listener: await createHttpListener(site, loadBalancer, group) };
}

test('a listener shows its action as AWS fills it in', async () => {
  const { elbv2, loadBalancer, group, listener } = await startListener();
  const { Listeners } = await elbv2.send(new DescribeListenersCommand({ LoadBalancerArn: loadBalancer }));
  expect(listener).toMatch(/:listener\/app\/boyacky-alb\/[0-9a-f]{16}\/[0-9a-f]{16}$/);
  expect(Listeners).toEqual([
    {
      ListenerArn: listener,
      LoadBalancerArn: loadBalancer,
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [
        { Type: 'forward', TargetGroupArn: group, ForwardConfig: { TargetGroups: [{ TargetGroupArn: group, Weight: 1 }], TargetGroupStickinessConfig: { Enabled: false } } },
      ],
    },
  ]);
});

test('what AWS refuses, and what the sandbox cannot do, is refused', async () => {
  const { elbv2, loadBalancer, listener } = await startListener();
  const refused = (change: Partial<CreateListenerCommandInput>) =>
    expect(elbv2.send(new CreateListenerCommand({ LoadBalancerArn: loadBalancer, Port: 81, Protocol: 'HTTP', DefaultActions: [hello], ...change }))).rejects;
  await refused({ Port: 80 }).toMatchObject({
    name: 'DuplicateListenerException',
    message: `A listener already exists on this port for this load balancer '${loadBalancer}'`,
  });
  await refused({ Port: 0 }).toMatchObject({ name: 'ValidationError', message: /'0' at 'port'/ });
  await refused({ Protocol: 'HTTPS' }).toMatchObject({ name: 'UnsupportedProtocolException', message: /HTTPS, only HTTP/ });
  await refused({ DefaultActions: [{ Type: 'authenticate-oidc' }] }).toMatchObject({ message: /authenticate-oidc/ });
  await refused({ DefaultActions: [{ Type: 'forward', TargetGroupArn: 'arn:none' }] }).toMatchObject({ name: 'TargetGroupNotFoundException' });
  await refused({ DefaultActions: [{ Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_301' } }] }).toMatchObject({ name: 'InvalidLoadBalancerActionException', message: /loop/ });
  await refused({ LoadBalancerArn: `${loadBalancer}0` }).toMatchObject({ name: 'LoadBalancerNotFoundException' });
  await elbv2.send(new DeleteListenerCommand({ ListenerArn: listener }));
  await expect(elbv2.send(new DeleteListenerCommand({ ListenerArn: listener }))).rejects.toMatchObject({
    name: 'ListenerNotFoundException',
    message: 'One or more listeners not found',
  });
});

test('rules have an order that can be changed, and a default one that cannot go', async () => {
  const { elbv2, listener } = await startListener();
  const create = (Priority: number, path: string) =>
    elbv2.send(new CreateRuleCommand({ ListenerArn: listener, Priority, Actions: [hello], Conditions: [{ Field: 'path-pattern', Values: [path] }] }));
  const second = (await create(20, '/b')).Rules?.[0]?.RuleArn ?? '';
  const first = (await create(10, '/a')).Rules?.[0]?.RuleArn ?? '';
  await expect(create(10, '/c')).rejects.toMatchObject({ name: 'PriorityInUseException', message: "Priority '10' is currently in use" });
  const describe = async () => (await elbv2.send(new DescribeRulesCommand({ ListenerArn: listener }))).Rules ?? [];
  expect((await describe()).map(({ Priority }) => Priority)).toEqual(['10', '20', 'default']);
  expect((await describe())[0]).toMatchObject({ Conditions: [{ Field: 'path-pattern', Values: ['/a'], PathPatternConfig: { Values: ['/a'] } }], IsDefault: false });
  await elbv2.send(new SetRulePrioritiesCommand({ RulePriorities: [{ RuleArn: first, Priority: 20 }, { RuleArn: second, Priority: 10 }] }));
  expect((await describe()).map(({ RuleArn }) => RuleArn).slice(0, 2)).toEqual([second, first]);
  await elbv2.send(new ModifyRuleCommand({ RuleArn: first, Conditions: [{ Field: 'host-header', HostHeaderConfig: { Values: ['*.test'] } }] }));
  expect((await describe())[1]?.Conditions).toEqual([{ Field: 'host-header', Values: ['*.test'], HostHeaderConfig: { Values: ['*.test'] } }]);
  await elbv2.send(new DeleteRuleCommand({ RuleArn: second }));
  const [left, last] = await describe();
  expect([left?.RuleArn, last?.IsDefault]).toEqual([first, true]);
  await expect(elbv2.send(new DeleteRuleCommand({ RuleArn: last?.RuleArn }))).rejects.toMatchObject({ name: 'OperationNotPermittedException' });
  await expect(elbv2.send(new DeleteRuleCommand({ RuleArn: second }))).rejects.toMatchObject({ name: 'RuleNotFoundException' });
});

test('a listener can be changed, but not to a port that is taken', async () => {
  const { elbv2, listener, loadBalancer, group, ...site } = await startListener();
  await createHttpListener({ ...site, elbv2 }, loadBalancer, group, 8081);
  await expect(elbv2.send(new ModifyListenerCommand({ ListenerArn: listener, Port: 8081 }))).rejects.toMatchObject({ name: 'DuplicateListenerException' });
  const { Listeners } = await elbv2.send(new ModifyListenerCommand({ ListenerArn: listener, Port: 8082, DefaultActions: [hello] }));
  expect(Listeners?.[0]).toMatchObject({ Port: 8082, DefaultActions: [hello] });
});

test('account limits', async () => {
  const { elbv2 } = await startSite();
  const { Limits } = await elbv2.send(new DescribeAccountLimitsCommand({}));
  expect(Limits).toContainEqual({ Name: 'targets-per-target-group', Max: '1000' });
});
