import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';

type Struct = [kind: number, namespace: string, name: string, traits: unknown, names: string[], members: unknown[]];

const string = 0;
const metadata: Struct = [3, 'sandbox', 'ResponseMetadata', 0, ['RequestId'], [string]];

/** `<OpResponse><OpResult>…</OpResult><ResponseMetadata>…` by means of a synthetic envelope schema. */
export function writeQueryOutput(operation: string, schema: SchemaRef, output: unknown, requestId: string, xmlNamespace: string): string {
  const hasResult = schema !== 'unit';
  const names = [...(hasResult ? [`${operation}Result`] : []), 'ResponseMetadata'];
  const members = [...(hasResult ? [() => schema] : []), () => metadata];
  const envelope: Struct = [3, 'sandbox', `${operation}Response`, 0, names, members];
  return write(envelope, { [`${operation}Result`]: output, ResponseMetadata: { RequestId: requestId } }, xmlNamespace);
}

/** `<OpResponse><requestId/>…` with the output's members beside the request id. */
export function writeEc2Output(operation: string, schema: SchemaRef, output: Record<string, unknown>, requestId: string, xmlNamespace: string): string {
  const struct = schema === 'unit' ? undefined : (NormalizedSchema.of(schema).getSchema() as unknown as Struct);
  const names = ['requestId', ...(struct?.[4] ?? [])];
  const members = [string, ...(struct?.[5] ?? [])];
  const envelope: Struct = [3, 'sandbox', `${operation}Response`, 0, names, members];
  // An operation without output answers <return>true</return>.
  const value = struct === undefined ? { requestId, return: 'true' } : { ...output, requestId };
  if (struct === undefined) {
    envelope[4].push('return');
    envelope[5].push(string);
  }
  return write(envelope, value, xmlNamespace);
}

function write(envelope: Struct, value: unknown, xmlNamespace: string): string {
  const serializer = new XmlShapeSerializer({ xmlNamespace, serviceNamespace: 'sandbox', timestampFormat: { useTrait: true, default: 5 } });
  serializer.write(envelope as never, value);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${serializer.flush() as string}`;
}
