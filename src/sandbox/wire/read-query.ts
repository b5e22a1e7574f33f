import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';
import { AwsError } from '../aws-error.js';
import { buildQueryTree, numberedChildren, type QueryNode } from './query-tree.js';

interface Dialect {
  /** ec2Query: lists are flat, and struct members are named by ec2QueryName or in upper camel case. */
  readonly ec2: boolean;
}

/**
 * Reads a form of the awsQuery or ec2Query protocol by the operation's input schema: the mirror image of the
 * SDK's QueryShapeSerializer, for which the SDK has no exported counterpart.
 */
export function readQueryInput(schema: SchemaRef, form: URLSearchParams, dialect: Dialect): Record<string, unknown> {
  const ns = NormalizedSchema.of(schema);
  if (!ns.isStructSchema()) return {};
  return readStruct(ns, buildQueryTree(form), dialect);
}

function read(ns: NormalizedSchema, node: QueryNode, dialect: Dialect): unknown {
  if (ns.isListSchema()) return readList(ns, node, dialect);
  if (ns.isMapSchema()) return readMap(ns, node, dialect);
  if (ns.isStructSchema()) return readStruct(ns, node, dialect);
  return node.value === undefined ? undefined : readLeaf(ns, node.value);
}

function readStruct(ns: NormalizedSchema, node: QueryNode, dialect: Dialect): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, member] of ns.structIterator()) {
    const { xmlName, ec2QueryName } = member.getMergedTraits() as KeyTraits;
    const child = node.children.get(memberKey(name, xmlName, ec2QueryName, dialect));
    if (child === undefined) continue;
    const content = read(member, child, dialect);
    if (content !== undefined) value[name] = content;
  }
  return value;
}

function readList(ns: NormalizedSchema, node: QueryNode, dialect: Dialect): unknown[] {
  const element = ns.getValueSchema();
  const { xmlName } = element.getMergedTraits() as KeyTraits;
  const flat = dialect.ec2 || Boolean(ns.getMergedTraits().xmlFlattened);
  const items = flat ? node : node.children.get(xmlName ?? 'member');
  return items === undefined ? [] : numberedChildren(items).map((item) => read(element, item, dialect));
}

function readMap(ns: NormalizedSchema, node: QueryNode, dialect: Dialect): Record<string, unknown> {
  const key = (ns.getKeySchema().getMergedTraits() as KeyTraits).xmlName ?? 'key';
  const valueSchema = ns.getValueSchema();
  const valueKey = (valueSchema.getMergedTraits() as KeyTraits).xmlName ?? 'value';
  const entries = ns.getMergedTraits().xmlFlattened ? node : node.children.get('entry');
  return Object.fromEntries(
    (entries === undefined ? [] : numberedChildren(entries)).map((entry) => {
      const content = entry.children.get(valueKey);
      return [entry.children.get(key)?.value ?? '', content === undefined ? undefined : read(valueSchema, content, dialect)];
    }),
  );
}

function readLeaf(ns: NormalizedSchema, text: string): unknown {
  if (ns.isBooleanSchema()) return readBoolean(text);
  if (ns.isTimestampSchema()) return readTimestamp(text);
  if (ns.isBlobSchema()) return new Uint8Array(Buffer.from(text, 'base64'));
  if (ns.isBigIntegerSchema()) return BigInt(/^-?\d+$/.test(text) ? text : malformed(text));
  if (ns.isNumericSchema()) return readNumber(text);
  return text;
}

function readBoolean(text: string): boolean {
  if (text === 'true') return true;
  return text === 'false' ? false : malformed(text);
}

function readNumber(text: string): number {
  const number = { NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity }[text] ?? Number(text);
  const named = text === 'NaN';
  return text.trim() === '' || (Number.isNaN(number) && !named) ? malformed(text) : number;
}

function readTimestamp(text: string): Date {
  const date = /^-?\d+(\.\d+)?$/.test(text) ? new Date(Number(text) * 1000) : new Date(text);
  return Number.isNaN(date.getTime()) ? malformed(text) : date;
}

interface KeyTraits {
  readonly xmlName?: string;
  readonly ec2QueryName?: string;
}

function memberKey(name: string, xmlName: string | undefined, ec2QueryName: string | undefined, { ec2 }: Dialect): string {
  if (!ec2) return xmlName ?? name;
  const key = xmlName ?? name;
  return ec2QueryName ?? key.charAt(0).toUpperCase() + key.slice(1);
}

function malformed(text: string): never {
  throw new AwsError('MalformedInput', `'${text.slice(0, 100)}' is not a value of the type that is expected here`);
}
