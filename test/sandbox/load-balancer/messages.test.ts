import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { albPage, rawAlbPage, sendAlbPage, sendOwn } from '../../../src/sandbox/load-balancer/alb-page.js';
import { hasBody, isReplayable, isSafe, type Exchange } from '../../../src/sandbox/load-balancer/exchange.js';
import { clientHeaders, pairs, targetHeaders } from '../../../src/sandbox/load-balancer/headers.js';
import { readFacts, clientIp } from '../../../src/sandbox/load-balancer/request-facts.js';
import { replayWithoutUpgrade } from '../../../src/sandbox/load-balancer/replay-without-upgrade.js';

interface Sent {
  readonly method?: string;
  readonly url?: string;
  readonly version?: string;
  readonly from?: string;
  readonly raw?: readonly string[];
}

/** A message as Node's parser gives it. */
function message({ method = 'GET', url = '/', version = '1.1', from = '127.0.0.1', raw = ['Host', 'shop.test'] }: Sent = {}): IncomingMessage {
  const headers: Record<string, string> = {};
  for (const [name, value] of pairs(raw)) headers[name.toLowerCase()] = headers[name.toLowerCase()] === undefined ? value : `${headers[name.toLowerCase()] ?? ''}, ${value}`;
  return { method, url, httpVersion: version, headers, rawHeaders: raw, socket: { remoteAddress: from } } as unknown as IncomingMessage;
}

const now = 1_700_000_000_000;
const toTarget = (sent: Sent, mode: 'append' | 'preserve' | 'remove' = 'append') => pairs(targetHeaders(message(sent), 38_080, mode, now)).map(([name, value]) => `${name}: ${value}`);
const trace = /^X-Amzn-Trace-Id: Root=1-6553f100-[0-9a-f]{24}$/;

describe('headers for the target', () => {
  it('are those of the client, and what the load balancer says', () => {
    expect(toTarget({ raw: ['Host', 'shop.test', 'X-A', '1', 'x-a', '2'] })).toEqual([
      'Host: shop.test', 'X-A: 1', 'x-a: 2', 'X-Forwarded-For: 127.0.0.1', 'X-Forwarded-Proto: http', 'X-Forwarded-Port: 38080', expect.stringMatching(trace) as string,
    ]);
  });

  it.each(['Connection', 'Keep-Alive', 'Proxy-Connection', 'TE', 'Trailer', 'Upgrade', 'Expect', 'X-Forwarded-Proto', 'X-Forwarded-Port'])('are without %s of the client', (name) => {
    expect(toTarget({ raw: ['Host', 'a', name, 'mine'] }).join('\n')).not.toContain('mine');
  });

  it('are without those that Connection names, but keep what says whose and how long it is', () => {
    const sent = toTarget({ method: 'POST', raw: ['Host', 'a', 'Content-Length', '3', 'Connection', 'X-Mine , HOST,content-length', 'X-Mine', '1', 'X-Other', '2'] });
    expect(sent.slice(0, 3)).toEqual(['Host: a', 'Content-Length: 3', 'X-Other: 2']);
  });

  it.each([
    { mode: 'append', sent: '203.0.113.9', value: '203.0.113.9, 127.0.0.1' },
    { mode: 'append', sent: undefined, value: '127.0.0.1' },
    { mode: 'preserve', sent: '203.0.113.9', value: '203.0.113.9' },
    { mode: 'preserve', sent: undefined, value: undefined },
    { mode: 'remove', sent: '203.0.113.9', value: undefined },
  ] as const)('name the client: $mode, sent $sent', ({ mode, sent, value }) => {
    const lines = toTarget({ raw: ['Host', 'a', ...(sent === undefined ? [] : ['X-Forwarded-For', sent])] }, mode).filter((line) => line.startsWith('X-Forwarded-For'));
    expect(lines).toEqual(value === undefined ? [] : [`X-Forwarded-For: ${value}`]);
  });

  it.each([
    ['', /^Root=1-6553f100-[0-9a-f]{24}$/],
    ['Root=1-a-b', /^Self=1-6553f100-[0-9a-f]{24};Root=1-a-b$/],
    ['Self=1-old;Root=1-a-b', /^Self=1-6553f100-[0-9a-f]{24};Root=1-a-b$/],
    ['Root=1-a-b;Self=1-old', /^Self=1-6553f100-[0-9a-f]{24};Root=1-a-b;$/],
    ['Tag=x', /^Root=1-6553f100-[0-9a-f]{24};Tag=x$/],
    ['XRoot=x', /^Root=1-6553f100-[0-9a-f]{24};XRoot=x$/],
  ])('trace the request: %s', (sent, value) => {
    const line = toTarget({ raw: ['Host', 'a', ...(sent === '' ? [] : ['X-Amzn-Trace-Id', sent])] }).find((each) => each.startsWith('X-Amzn-Trace-Id'));
    expect(line?.slice('X-Amzn-Trace-Id: '.length)).toMatch(value);
  });

  it('name a host where the client named none', () => {
    expect(toTarget({ raw: [] })[0]).toBe('Host: 127.0.0.1:38080');
  });

  it.each([
    { method: 'POST', raw: [], framing: ['Content-Length: 0'] },
    { method: 'PUT', raw: [], framing: ['Content-Length: 0'] },
    { method: 'GET', raw: [], framing: [] },
    { method: 'HEAD', raw: [], framing: [] },
    { method: 'OPTIONS', raw: [], framing: [] },
    { method: 'DELETE', raw: [], framing: [] },
    { method: 'TRACE', raw: [], framing: [] },
    { method: 'POST', raw: ['Content-Length', '5'], framing: ['Content-Length: 5'] },
    { method: 'POST', raw: ['Transfer-Encoding', 'gzip, chunked'], framing: ['Transfer-Encoding: chunked'] },
  ])('say how long the body is: $method $raw', ({ method, raw, framing }) => {
    expect(toTarget({ method, raw: ['Host', 'a', ...raw] }).filter((line) => /^(Content-Length|Transfer-Encoding)/.test(line))).toEqual(framing);
  });

  it('for the client are those of the target, end to end', () => {
    expect(clientHeaders(message({ raw: ['Set-Cookie', 'a', 'Set-Cookie', 'b', 'Connection', 'X-Hop', 'X-Hop', '1', 'Transfer-Encoding', 'chunked'] }))).toEqual(['Set-Cookie', 'a', 'Set-Cookie', 'b']);
    expect(pairs(['A'])).toEqual([['A', '']]);
  });
});

describe('what rules ask about a request', () => {
  it.each<[string, Sent, object | undefined]>([
    ['path and query', { url: '/a/b?c=d?e' }, { target: '/a/b?c=d?e', path: '/a/b', query: 'c=d?e', host: 'shop.test', method: 'GET', sourceIp: '127.0.0.1' }],
    ['no query', { url: '/a' }, { path: '/a', query: '' }],
    ['an empty query', { url: '/a?' }, { path: '/a', query: '' }],
    ['the port of the host', { raw: ['Host', 'shop.test:8080'] }, { host: 'shop.test' }],
    ['an address of version 6', { raw: ['Host', '[::1]:80'] }, { host: '[::1]' }],
    ['an absolute form', { url: 'http://other.test:81/x?y', raw: ['Host', 'shop.test'] }, { host: 'other.test', target: '/x?y', path: '/x', query: 'y' }],
    ['an absolute form in capitals', { url: 'HTTPS://other.test/x' }, { host: 'other.test', path: '/x' }],
    ['an absolute form without a path', { url: 'http://other.test?y' }, { host: 'other.test', target: '/?y', path: '/' }],
    ['a form that only holds an address', { url: 'xhttp://other.test/' }, undefined],
    ['an asterisk', { method: 'OPTIONS', url: '*' }, { target: '*', path: '*', method: 'OPTIONS' }],
    ['a relative path', { url: 'a' }, undefined],
    ['nothing', { url: '' }, undefined],
    ['no host', { raw: [] }, undefined],
    ['no host in HTTP/1.0', { raw: [], version: '1.0' }, { host: '' }],
    ['an address of version 4 in one of 6', { from: '::ffff:10.0.0.1' }, { sourceIp: '10.0.0.1' }],
  ])('%s', (_, sent, facts) => {
    const read = readFacts(message(sent));
    if (facts === undefined) expect(read).toBeUndefined();
    else expect(read).toMatchObject(facts);
  });

  it('and where it comes from', () => {
    expect(clientIp({ socket: {} } as IncomingMessage)).toBe('');
    expect(clientIp(message({ from: '10.0.0.1::ffff:' }))).toBe('10.0.0.1::ffff:');
  });
});

describe('a request that failed on one target', () => {
  const exchange = (method: string, raw: readonly string[] = [], upgrade = false) => ({ request: message({ method, raw }), ...(upgrade && { upgrade: {} }) }) as unknown as Exchange;

  it.each([
    { method: 'GET', replayable: true, safe: true },
    { method: 'HEAD', replayable: true, safe: true },
    { method: 'OPTIONS', replayable: true, safe: true },
    { method: 'TRACE', replayable: true, safe: true },
    { method: 'PUT', replayable: true, safe: false },
    { method: 'DELETE', replayable: true, safe: false },
    { method: 'POST', replayable: false, safe: false },
    { method: 'PATCH', replayable: false, safe: false },
  ])('$method: may be sent again $replayable, harmless $safe', ({ method, replayable, safe }) => {
    expect([isReplayable(exchange(method)), isSafe(exchange(method))]).toEqual([replayable, safe]);
    expect(isReplayable(exchange(method, ['Content-Length', '1']))).toBe(false);
    expect(isReplayable(exchange(method, [], true))).toBe(false);
  });

  it.each([
    { raw: [], body: false },
    { raw: ['Content-Length', '0'], body: false },
    { raw: ['Content-Length', '1'], body: true },
    { raw: ['Transfer-Encoding', 'chunked'], body: true },
  ])('with $raw has a body: $body', ({ raw, body }) => {
    expect(hasBody(exchange('GET', raw))).toBe(body);
  });
});

describe('the page of the load balancer', () => {
  it.each([
    [400, 'Bad Request'],
    [408, 'Request Time-out'],
    [502, 'Bad Gateway'],
    [503, 'Service Temporarily Unavailable'],
    [504, 'Gateway Time-out'],
    [799, ''],
  ])('%i %s', (status, phrase) => {
    const body = `<html>\r\n<head><title>${status} ${phrase}</title></head>\r\n<body>\r\n<center><h1>${status} ${phrase}</h1></center>\r\n</body>\r\n</html>\r\n`;
    expect(albPage(status)).toEqual({ phrase, body });
    const [head = '', page] = rawAlbPage(status).split('\r\n\r\n');
    expect(page).toBe(body);
    expect(head.split('\r\n').filter((line) => !line.startsWith('Date: '))).toEqual([`HTTP/1.1 ${status} ${phrase}`, 'Server: awselb/2.0', 'Content-Type: text/html', `Content-Length: ${body.length}`, 'Connection: close']);
    expect(Date.parse(/Date: (.*)/.exec(head)?.[1] ?? '')).toBeGreaterThan(now);
  });

  const response = (state: object = {}) => ({ headersSent: false, destroyed: false, writeHead: vi.fn(), end: vi.fn(), destroy: vi.fn(), ...state });

  it('is sent whole', () => {
    const sent = response();
    sendAlbPage(sent as unknown as ServerResponse, 503);
    expect(sent.writeHead).toHaveBeenCalledExactlyOnceWith(503, 'Service Temporarily Unavailable', { Server: 'awselb/2.0', 'Content-Type': 'text/html', 'Content-Length': 162 });
    expect(sent.end).toHaveBeenCalledExactlyOnceWith(albPage(503).body);
    expect(sent.destroy).not.toHaveBeenCalled();
  });

  it.each([{ headersSent: true }, { destroyed: true }])('is not put behind half an answer: %o', (state) => {
    const sent = response(state);
    sendAlbPage(sent as unknown as ServerResponse, 503);
    expect(sent.destroy).toHaveBeenCalledOnce();
    expect(sent.writeHead).not.toHaveBeenCalled();
  });

  it('counts bytes, and takes more headers', () => {
    const sent = response();
    sendOwn(sent as unknown as ServerResponse, 200, 'OK', 'text/plain', 'ボ', { Location: 'x' });
    expect(sent.writeHead).toHaveBeenCalledWith(200, 'OK', { Server: 'awselb/2.0', 'Content-Type': 'text/plain', 'Content-Length': 3, Location: 'x' });
  });
});

describe('an offer of an upgrade that is ignored', () => {
  it.each([
    ['nothing else', ['Host', 'a', 'Upgrade', 'h2c', 'HTTP2-Settings', 'x', 'Connection', 'Upgrade, HTTP2-Settings'], 'Host: a\r\n'],
    ['what else Connection says', ['Host', 'a', 'Connection', 'Upgrade,keep-alive, http2-settings ,X-A'], 'Host: a\r\nConnection: keep-alive,X-A\r\n'],
    ['what only looks like it', ['Host', 'a', 'Connection', 'xupgrade,upgradex'], 'Host: a\r\nConnection: xupgrade,upgradex\r\n'],
  ])('leaves of the request: %s', (_, raw, lines) => {
    const socket = { unshift: vi.fn() };
    const server = { emit: vi.fn() };
    replayWithoutUpgrade(server as unknown as Server, message({ method: 'POST', url: '/x?y', raw }), socket as unknown as Duplex, Buffer.from('body'));
    expect(String(socket.unshift.mock.calls[0]?.[0])).toBe(`POST /x?y HTTP/1.1\r\n${lines}\r\nbody`);
    expect(server.emit).toHaveBeenCalledExactlyOnceWith('connection', socket);
  });
});
