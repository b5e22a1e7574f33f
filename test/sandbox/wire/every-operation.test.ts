import { HttpResponse } from '@smithy/core/protocols';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Service } from '../../../src/sandbox/service.js';
import { dispatch } from '../../../src/sandbox/wire/dispatch.js';
import { routeRequest } from '../../../src/sandbox/wire/route-request.js';
import { serviceCatalogue } from '../../../src/sandbox/wire/service-catalogue.js';
import { valueOf } from './schema-values.js';
import { eventStreams, serviceClients } from './service-clients.js';

// The client puts base64 of its own around these.
const expectedToDiffer = new Set<string>([]);

type Schema = [9, string, string, unknown, unknown, unknown];
type AnyClient = { send(command: unknown): Promise<Record<string, unknown>>; config: { protocol: { getShapeId(): string }; protocolSettings?: Record<string, string> } };

beforeAll(() => {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
});

/**
 * The gate for every upgrade of the SDK: each operation of each served client, called by the real client with
 * every member filled in, must reach the handler as it was sent and come back as it was answered.
 */
describe.each(serviceCatalogue)('$name', (descriptor) => {
  it('carries every operation there and back', async () => {
    const module = (await serviceClients[descriptor.name]()) as unknown as Record<string, unknown>;
    const schemas = Object.values(module).filter((value): value is Schema => Array.isArray(value) && value[0] === 9);
    const operations = schemas.filter(([, , name]) => !eventStreams.has(name));
    const rules = { emptyLists: descriptor.protocol !== 'ec2Query' };
    const failures: string[] = [];

    for (const [index, schema] of operations.entries()) {
      const name = schema[2];
      const input = (valueOf(resolve(schema[4]), index, rules) ?? {}) as Record<string, unknown>;
      const output = (valueOf(resolve(schema[5]), index + 7, { emptyLists: false }) ?? {}) as Record<string, unknown>;
      let seen: unknown;
      const service: Service = {
        name: descriptor.name,
        operations: { [name]: { schema, handle: (given: unknown) => ((seen = given), output) } },
      };
      const client = connect(module, service);
      const Command = module[`${name}Command`] as new (value: unknown) => unknown;
      try {
        const { $metadata: _, ...received } = await client.send(new Command(input));
        expect(seen).toEqual(input);
        expect(received).toEqual(output);
      } catch (error) {
        if (!expectedToDiffer.has(name)) failures.push(`${name}: ${String(error).slice(0, 400)}`);
      }
    }
    expect(operations.length).toBeGreaterThan(5);
    expect(failures).toEqual([]);
  });

  it('is described as its client describes it', async () => {
    const module = (await serviceClients[descriptor.name]()) as unknown as Record<string, unknown>;
    const { config } = connect(module, { name: descriptor.name, operations: {} });
    expect(config.protocol.getShapeId()).toBe(`aws.protocols#${descriptor.protocol}`);
    const settings = config.protocolSettings ?? {};
    expect([settings.serviceTarget, settings.version]).toContain(descriptor.key);
    if (descriptor.xmlNamespace !== '') expect(settings.xmlNamespace).toBe(descriptor.xmlNamespace);
  });
});

function resolve(schema: unknown): unknown {
  return typeof schema === 'function' ? (schema as () => unknown)() : schema;
}

/** The client's bytes as they are: their string methods warn. */
function bytesOf(body: string | Uint8Array): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

/** A real client whose requests go to the dispatcher without a socket. */
function connect(module: Record<string, unknown>, service: Service): AnyClient {
  const Client = Object.entries(module).find(([name]) => /^[A-Za-z0-9]+Client$/.test(name) && !name.startsWith('_'))?.[1] as new (config: unknown) => AnyClient;
  return new Client({
    region: 'ap-northeast-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
    disableHostPrefix: true,
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: { headers: Record<string, string>; body: string | Uint8Array }) => {
        const routed = routeRequest(request.headers, bytesOf(request.body));
        if (routed === undefined) throw new Error('not routed');
        const principal = { kind: 'owner', arn: 'arn:aws:iam::123456789012:user/learner', userId: 'AIDA' } as const;
        const { status, headers, body } = await dispatch(routed, service, { requestId: 'r-1', principal }, (error) => {
          throw error;
        });
        return { response: new HttpResponse({ statusCode: status, headers: { ...headers }, body: new Uint8Array(Buffer.from(body)) }) };
      },
    },
  });
}
