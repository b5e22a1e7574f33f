import { JsonCodec2 } from '@smithy/core/protocols';
import type { SchemaRef } from '@smithy/types';
import { AwsError } from '../aws-error.js';

const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, jsonName: false });

/** Reads a body of the awsJson protocols by the operation's input schema. */
export async function readJsonInput(schema: SchemaRef, text: string): Promise<Record<string, unknown>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw malformed();
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw malformed();
  if (schema === 'unit') return {};
  try {
    return (await codec.createDeserializer().read(schema as never, text === '' ? '{}' : text)) as Record<string, unknown>;
  } catch (cause) {
    throw new AwsError('SerializationException', cause instanceof Error ? cause.message : 'The body could not be read');
  }
}

/** Writes an answer of the awsJson protocols by the operation's output schema. */
export function writeJsonOutput(schema: SchemaRef, output: unknown): Buffer {
  if (schema === 'unit') return Buffer.from('{}');
  const serializer = codec.createSerializer();
  serializer.write(schema as never, output);
  const bytes = serializer.flush() as Uint8Array | string;
  // flush() gives a Uint8Array whose string methods warn: take its bytes, never its text.
  return typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function malformed(): AwsError {
  return new AwsError('SerializationException', 'The request body is not a JSON object');
}
