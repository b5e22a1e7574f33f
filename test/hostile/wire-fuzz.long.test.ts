import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serviceCatalogue } from '../../src/sandbox/wire/service-catalogue.js';
import { reportCount } from '../matrix/report-count.js';
import { startTestSandbox, type TestSandbox } from '../sandbox/harness.js';
import { valueOf } from '../sandbox/wire/schema-values.js';
import { eventStreams, serviceClients } from '../sandbox/wire/service-clients.js';

type Schema = [9, string, string, unknown, unknown, unknown];
interface HttpRequest {
  body?: unknown;
  headers: Record<string, string>;
}
interface AnyClient {
  send(command: unknown): Promise<unknown>;
  destroy(): void;
  middlewareStack: { add(middleware: (next: (args: { request: HttpRequest }) => Promise<unknown>) => (args: { request: HttpRequest }) => Promise<unknown>, options: object): void };
}

/** Of every operation that is served; those that are not are only asked whether they say so. */
const perOperation = 70;
const perUnserved = 2;
const seed = 20261127;

let test: TestSandbox;
beforeAll(async () => {
  test = await startTestSandbox();
});
afterAll(() => test.stop());

/** Whatever a program with a bug, or somebody who means harm, may put where a good value was. */
const oddity = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom<unknown>(null, {}, [], '', ' ', -1, 1e308, 2 ** 53, '../../etc/passwd', '\u0000', '__proto__', 'constructor', '9'.repeat(400), 'x'.repeat(100_000), { __proto__: null }, nested(200)),
);

function nested(depth: number): unknown {
  return depth === 0 ? 1 : depth % 2 === 0 ? [nested(depth - 1)] : { a: nested(depth - 1) };
}

/** One place in a document is replaced, taken away or doubled. */
function spoil(value: unknown, path: number, by: unknown): unknown {
  if (typeof value !== 'object' || value === null || path % 3 === 0) return by;
  const keys = Object.keys(value);
  const key = keys[path % Math.max(1, keys.length)];
  if (key === undefined) return by;
  const rest = Math.floor(path / 3);
  if (Array.isArray(value)) return value.map((each: unknown, index) => (String(index) === key ? spoil(each, rest, by) : each));
  if (path % 7 === 0) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  return { ...value, [key]: spoil((value as Record<string, unknown>)[key], rest, by) };
}

const plan = fc.record({ how: fc.nat(9), path: fc.nat(100_000), by: oddity, cut: fc.nat(5000) });

/** The body of a good request, spoilt. */
function malform(body: string, { how, path, by, cut }: { how: number; path: number; by: unknown; cut: number }): string | Uint8Array {
  if (how === 0) return body.slice(0, cut % (body.length + 1));
  if (how === 1) return Buffer.from(String(by));
  if (how === 2) return `${body}${JSON.stringify(by)}`;
  if (how === 3) return Buffer.concat([Buffer.from(body), Buffer.from([0, 255, 254, 128])]);
  if (body.startsWith('{')) return JSON.stringify(spoil(JSON.parse(body), path, by)) ?? 'undefined';
  const pairs = body.split('&');
  const at = 2 + (path % Math.max(1, pairs.length - 2));
  const [name = ''] = (pairs[at] ?? 'X=').split('=');
  const value = encodeURIComponent(Buffer.from(typeof by === 'string' ? by : JSON.stringify(by) ?? '').toString());
  const spoilt = how < 6 ? `${name}=${value}` : how < 8 ? `${name}.member.${path}=${value}` : `${name.replace(/\d+/, '99999999999')}=%zz${value}`;
  return [...pairs.slice(0, at), spoilt, ...pairs.slice(at + 1)].join('&');
}

it('answers ten thousand and more malformed requests, each in its time and with a cause, and goes on', { timeout: 1_500_000 }, async () => {
  const answers = new Map<string, number>();
  const wrong: string[] = [];
  let sent = 0;
  let served = 0;
  for (const descriptor of serviceCatalogue) {
    const module = (await serviceClients[descriptor.name]()) as unknown as Record<string, unknown>;
    const Client = Object.entries(module).find(([name]) => name.endsWith('Client') && !name.startsWith('__'))?.[1] as new (config: object) => AnyClient;
    const client = new Client({ ...test.clientConfig, requestHandler: { requestTimeout: 30_000, throwOnRequestTimeout: true } });
    let spoiler: (body: string) => string | Uint8Array = (body) => body;
    client.middlewareStack.add(
      (next) => (args) => {
        const body = spoiler(typeof args.request.body === 'string' ? args.request.body : Buffer.from(args.request.body as Uint8Array).toString());
        args.request.body = body;
        args.request.headers['content-length'] = String(Buffer.byteLength(body));
        return next(args);
      },
      { step: 'build', priority: 'low', name: 'malform' },
    );
    const schemas = Object.values(module).filter((each): each is Schema => Array.isArray(each) && each[0] === 9);
    for (const [index, schema] of schemas.entries()) {
      const Command = module[`${schema[2]}Command`] as (new (input: unknown) => unknown) | undefined;
      if (Command === undefined || eventStreams.has(schema[2])) continue;
      const input = valueOf(typeof schema[4] === 'function' ? (schema[4] as () => unknown)() : schema[4], index, { emptyLists: descriptor.protocol !== 'ec2Query' }) ?? {};
      let unserved = 0;
      for (const malformed of fc.sample(plan, { seed: seed + index, numRuns: perOperation })) {
        if (unserved === perUnserved) break;
        spoiler = (body) => malform(body, malformed);
        sent += 1;
        const answer = await client.send(new Command(input)).then(
          () => '200',
          (error: Error & { $metadata?: { httpStatusCode?: number } }) => `${error.$metadata?.httpStatusCode ?? error.name} ${error.name}`,
        );
        if (answer.startsWith('501')) unserved += 1;
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
        if (/^(500|TimeoutError|Error)/.test(answer)) wrong.push(`${descriptor.name}:${schema[2]} ${answer} ${JSON.stringify(malformed).slice(0, 200)}`);
      }
      if (unserved < perUnserved) served += 1;
    }
    client.destroy();
  }
  expect(wrong).toEqual([]);
  expect(sent).toBeGreaterThan(10_000);
  // It stands, and serves.
  const health = await fetch(`${test.sandbox.url}/_sandbox/health`);
  expect(health.status).toBe(200);
  reportCount(`wire fuzz: ${sent} malformed requests (seed ${seed}) to ${served} operations, ${answers.size} kinds of answers, none of them 500, none late`);
});
