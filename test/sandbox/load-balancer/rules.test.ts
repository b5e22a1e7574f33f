import { expect, test } from 'vitest';
import { chooseAction, type RequestFacts } from '../../../src/sandbox/load-balancer/choose-action.js';
import type { Condition } from '../../../src/sandbox/load-balancer/model.js';
import { redirectLocation } from '../../../src/sandbox/load-balancer/redirect-location.js';
import { matchesWildcard } from '../../../src/sandbox/load-balancer/wildcard.js';
import { ask, createWorld, group, listener, registerHealthy, startTarget, to } from './world.js';

const facts: RequestFacts = {
  method: 'GET',
  path: '/img/cat.png',
  query: 'size=Big&mark',
  host: 'Shop.example.com',
  headers: { 'user-agent': 'Mozilla/5.0 Chrome' },
  sourceIp: '127.0.0.1',
};
const other = to('other');
const matched = to('matched');

test.each<[string, boolean, Condition[]]>([
  ['path', true, [{ field: 'path-pattern', values: ['/img/*'] }]],
  ['path with one unknown character', true, [{ field: 'path-pattern', values: ['/img/c?t.png'] }]],
  ['path is case-sensitive', false, [{ field: 'path-pattern', values: ['/IMG/*'] }]],
  ['path is matched whole', false, [{ field: 'path-pattern', values: ['/img'] }]],
  ['a dot is a dot', false, [{ field: 'path-pattern', values: ['/img/catxpng'] }]],
  ['second value', true, [{ field: 'path-pattern', values: ['/no', '*.png'] }]],
  ['host in any case', true, [{ field: 'host-header', values: ['*.EXAMPLE.com'] }]],
  ['other host', false, [{ field: 'host-header', values: ['example.com'] }]],
  ['method', true, [{ field: 'http-request-method', values: ['POST', 'GET'] }]],
  ['other method', false, [{ field: 'http-request-method', values: ['POST'] }]],
  ['header', true, [{ field: 'http-header', name: 'User-Agent', values: ['*chrome*'] }]],
  ['absent header', false, [{ field: 'http-header', name: 'X-None', values: ['*'] }]],
  ['query pair', true, [{ field: 'query-string', values: [{ key: 'size', value: 'big' }] }]],
  ['query value alone', true, [{ field: 'query-string', values: [{ value: 'b?g' }] }]],
  ['other query', false, [{ field: 'query-string', values: [{ key: 'size', value: 'small' }] }]],
  ['source', true, [{ field: 'source-ip', values: ['10.0.0.0/8', '127.0.0.0/8'] }]],
  ['other source', false, [{ field: 'source-ip', values: ['10.0.0.0/8', '::1/128'] }]],
  ['all must hold', false, [{ field: 'path-pattern', values: ['*'] }, { field: 'http-request-method', values: ['PUT'] }]],
])('condition: %s → %s', (_, holds, conditions) => {
  expect(chooseAction(listener(other, { rules: [{ conditions, action: matched }] }), facts)).toBe(holds ? matched : other);
});

test.each<[string, string, boolean]>([
  ['10.1.0.0/16', '10.1.255.255', true],
  ['10.1.0.0/16', '10.2.0.0', false],
  ['10.1.0.1/32', '10.1.0.2', false],
  ['::1/128', '::1', true],
  ['2001:db8::/32', '2001:db9::1', false],
  ['10.0.0.0/8', '::1', false],
  ['::/0', '10.0.0.1', false],
])('source %s holds %s: %s', (cidr, sourceIp, holds) => {
  const rules = [{ conditions: [{ field: 'source-ip', values: [cidr] } as const], action: matched }];
  expect(chooseAction(listener(other, { rules }), { ...facts, sourceIp })).toBe(holds ? matched : other);
});

test('one of several values that a header has is enough', () => {
  const rules = [{ conditions: [{ field: 'http-header', name: 'X-Tag', values: ['none', 'TWO'] } as const], action: matched }];
  expect(chooseAction(listener(other, { rules }), { ...facts, headers: { 'x-tag': ['one', 'two'] } })).toBe(matched);
  expect(chooseAction(listener(other, { rules }), { ...facts, headers: { 'x-tag': ['one', 'three'] } })).toBe(other);
});

test('the key of a query is matched in any case and with wildcards, and both halves must be of one pair', () => {
  const rules = [{ conditions: [{ field: 'query-string', values: [{ key: 'S*', value: 'big' }] } as const], action: matched }];
  const chosen = (query: string) => chooseAction(listener(other, { rules }), { ...facts, query });
  expect(chosen('size=BIG')).toBe(matched);
  expect(chosen('size=small&other=big')).toBe(other);
});

test.each<[string, string, boolean]>([
  ['a*c', 'ac', true],
  ['a**c', 'a/b/c', true],
  ['*', '', true],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['a?c', 'abbc', false],
  ['b', 'abc', false],
  ['a*', 'a\nb', true],
  ['a?b', 'a\nb', true],
  ...['.', '+', '^', '$', '{1}', '(b)', '[b]', '|', '\\', '/', '-'].map((special): [string, string, boolean] => [`a${special}c`, `a${special}c`, true]),
  ['a+c', 'aac', false],
  ['a|c', 'a', false],
  ['a[b]c', 'abc', false],
])('pattern %s and %s: %s', (pattern, text, matches) => {
  expect(matchesWildcard(pattern, text, { ignoreCase: false })).toBe(matches);
  expect(matchesWildcard(pattern, text, { ignoreCase: false })).toBe(matches);
});

test('case counts or not for each who asks', () => {
  const ask = (ignoreCase: boolean) => matchesWildcard('One', 'oNE', { ignoreCase });
  expect([ask(true), ask(false), ask(true)]).toEqual([true, false, true]);
});

test('the first rule that matches decides', () => {
  const everything: Condition = { field: 'path-pattern', values: ['*'] };
  const rules = [{ conditions: [everything], action: matched }, { conditions: [everything], action: to('late') }];
  expect(chooseAction(listener(other, { rules }), facts)).toBe(matched);
});

test('a redirect fills in the parts of the request', () => {
  const redirect = { status: 301, protocol: 'HTTPS', host: 'www.#{host}', port: '#{port}', path: '/v2/#{path}', query: '#{query}&new=1' } as const;
  expect(redirectLocation(redirect, facts, 8080)).toBe('https://www.Shop.example.com:8080/v2/img/cat.png?size=Big&mark&new=1');
});

test.each([
  { part: 'the root', path: '/#{path}', query: '', facts: { ...facts, path: '/' }, location: 'http://h:80/' },
  { part: 'only the first slash', path: '/#{path}', query: '', facts: { ...facts, path: '//a/b' }, location: 'http://h:80//a/b' },
  { part: 'no query', path: '/', query: '#{query}', facts: { ...facts, query: '' }, location: 'http://h:80/' },
  { part: 'an unknown part', path: '/#{other}', query: '', facts, location: 'http://h:80/#{other}' },
  { part: 'a part twice', path: '/#{host}/#{host}', query: '', facts: { ...facts, host: 'x' }, location: 'http://h:80/x/x' },
])('a redirect of $part', ({ path, query, facts: asked, location }) => {
  expect(redirectLocation({ status: 302, protocol: '#{protocol}', host: 'h', port: '80', path, query }, asked, 8080)).toBe(location);
});

test('redirect and fixed response are answered by the load balancer itself', async () => {
  const { balancer } = createWorld();
  const redirect = { status: 302, protocol: '#{protocol}', host: '#{host}', port: '#{port}', path: '/new#{path}', query: '' } as const;
  const port = await balancer.openListener(
    listener({ type: 'fixed-response', status: 418, contentType: 'application/json', body: '{"tea":true}' }, {
      rules: [{ conditions: [{ field: 'path-pattern', values: ['/old'] }], action: { type: 'redirect', redirect } }],
    }),
  );
  const fixed = await ask(port);
  expect(fixed).toMatchObject({ status: 418, phrase: "I'm a Teapot", headers: { 'content-type': 'application/json', server: 'awselb/2.0' } });
  expect(fixed.body.toString()).toBe('{"tea":true}');
  expect(await ask(port, { path: '/old' })).toMatchObject({ status: 302, phrase: 'Found', headers: { 'content-type': 'text/html', location: `http://127.0.0.1:${port}/newold`, server: 'awselb/2.0' } });
});

test('weights share the requests out, and weight 0 gets none', async () => {
  const world = createWorld();
  const counts = { blue: 0, green: 0, off: 0 };
  const weights = { blue: 3, green: 1, off: 0 };
  const names = ['blue', 'green', 'off'] as const;
  for (const [index, name] of names.entries()) {
    await startTarget(world.network, `10.0.0.${index}`, (request, response) => {
      if (request.url === '/count') counts[name] += 1;
      response.end();
    });
    world.balancer.putTargetGroup(group(name));
  }
  const port = await world.balancer.openListener(listener({ type: 'forward', groups: names.map((id) => ({ id, weight: weights[id] })) }));
  for (const [index, name] of names.entries()) await registerHealthy(world, name, `10.0.0.${index}`);
  for (let index = 0; index < 200; index += 1) await ask(port, { path: '/count' });
  expect(counts.off).toBe(0);
  expect(counts.blue).toBeGreaterThan(110);
  expect(counts.green).toBeGreaterThan(15);
});
