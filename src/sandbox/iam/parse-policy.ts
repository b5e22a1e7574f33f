import { malformedPolicyDocument } from './errors.js';
import type { PolicyDocument, PrincipalElement, Statement } from './policy-document.js';

export type PolicyKind = 'identity' | 'trust' | 'resource';

/**
 * Reads a policy and refuses what IAM refuses, in its words.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * @throws MalformedPolicyDocument
 */
export function parsePolicy(text: string, kind: PolicyKind): PolicyDocument {
  const root = parseJson(text);
  if (!isRecord(root)) throw malformedPolicyDocument('Syntax errors in policy.');
  const unknown = Object.keys(root).find((key) => !['Version', 'Id', 'Statement'].includes(key));
  if (unknown !== undefined || root.Statement === undefined) throw malformedPolicyDocument('Syntax errors in policy.');
  if (root.Version !== undefined && root.Version !== '2012-10-17' && root.Version !== '2008-10-17') {
    throw malformedPolicyDocument('The policy must contain a valid version string');
  }
  const rows = Array.isArray(root.Statement) ? root.Statement : [root.Statement];
  const statements = rows.map((row: unknown) => readStatement(row, kind));
  const sids = statements.flatMap(({ Sid }) => (Sid === undefined || Sid === '' ? [] : [Sid]));
  if (new Set(sids).size < sids.length) throw malformedPolicyDocument('Statement IDs (SID) in a single policy must be unique.');
  return { ...(typeof root.Version === 'string' ? { Version: root.Version } : {}), Statement: statements };
}

const members = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal', 'Condition'];

function readStatement(row: unknown, kind: PolicyKind): Statement {
  if (!isRecord(row) || Object.keys(row).some((key) => !members.includes(key))) throw malformedPolicyDocument('Syntax errors in policy.');
  if (row.Effect !== 'Allow' && row.Effect !== 'Deny') throw malformedPolicyDocument('Syntax errors in policy.');
  if (row.Sid !== undefined && (typeof row.Sid !== 'string' || (kind !== 'resource' && !/^[0-9A-Za-z]*$/.test(row.Sid)))) {
    throw malformedPolicyDocument(
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    );
  }
  const statement: Statement = {
    Effect: row.Effect,
    ...(row.Sid === undefined ? {} : { Sid: row.Sid }),
    ...list(row, 'Action'),
    ...list(row, 'NotAction'),
    ...list(row, 'Resource'),
    ...list(row, 'NotResource'),
    ...principal(row, 'Principal'),
    ...principal(row, 'NotPrincipal'),
    ...(row.Condition === undefined ? {} : { Condition: readCondition(row.Condition) }),
  };
  const check = { identity: checkIdentity, trust: checkTrust, resource: () => {} }[kind];
  check(statement);
  return statement;
}

function checkIdentity(statement: Statement): void {
  if (statement.Principal || statement.NotPrincipal) throw malformedPolicyDocument('Policy document should not specify a principal.');
  const actions = statement.Action ?? statement.NotAction ?? [];
  if (actions.length === 0) throw malformedPolicyDocument('Policy statement must contain actions.');
  for (const action of actions) {
    if (action !== '*' && !/^[\w-]+:[\w*?]+$/.test(action)) {
      throw malformedPolicyDocument('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
    }
  }
  const resources = statement.Resource ?? statement.NotResource ?? [];
  if (resources.length === 0) throw malformedPolicyDocument('Policy statement must contain resources.');
  const odd = resources.find((resource) => resource !== '*' && !/^arn:[^:]*:[^:]*:[^:]*:[^:]*:./.test(resource));
  if (odd !== undefined) throw malformedPolicyDocument(`Resource ${odd} must be in ARN format or "*".`);
}

function checkTrust(statement: Statement): void {
  if (statement.Resource || statement.NotResource) throw malformedPolicyDocument('Has prohibited field Resource');
  if (!statement.Principal && !statement.NotPrincipal) throw malformedPolicyDocument('Missing required field Principal');
  const actions = statement.Action ?? statement.NotAction ?? [];
  if (actions.length === 0) throw malformedPolicyDocument('Missing required field Action');
  if (actions.some((action) => action !== '*' && !/^sts:/i.test(action))) {
    throw malformedPolicyDocument('AssumeRole policy may only specify STS AssumeRole actions.');
  }
  for (const [kind, values] of Object.entries(statement.Principal ?? statement.NotPrincipal ?? {})) {
    const odd = values.find((value) => !isPrincipal(kind, value));
    if (odd !== undefined) throw malformedPolicyDocument(`Invalid principal in policy: "${kind.toUpperCase()}":"${odd}"`);
  }
}

function isPrincipal(kind: string, value: string): boolean {
  switch (kind) {
    case 'Service':
      return /^[a-z0-9.-]+\.(amazonaws\.com|amazon\.com|internal|aws\.internal)$/.test(value);
    case 'AWS':
      return value === '*' || /^\d{12}$/.test(value) || /^arn:aws[\w-]*:(iam|sts)::\d{12}:.+/.test(value);
    case 'Federated':
      return value !== '';
    default:
      return kind === 'CanonicalUser';
  }
}

function list<K extends string>(row: Record<string, unknown>, key: K): { [P in K]?: string[] } {
  const value = row[key];
  if (value === undefined) return {};
  return { [key]: strings(value) } as { [P in K]?: string[] };
}

function principal<K extends string>(row: Record<string, unknown>, key: K): { [P in K]?: PrincipalElement } {
  const value = row[key];
  if (value === undefined) return {};
  const element: PrincipalElement | undefined =
    value === '*'
      ? { AWS: ['*'] }
      : isRecord(value)
        ? Object.fromEntries(Object.entries(value).map(([kind, names]) => [kind, strings(names)]))
        : undefined;
  if (element === undefined) throw malformedPolicyDocument('Syntax errors in policy.');
  return { [key]: element } as { [P in K]?: PrincipalElement };
}

function readCondition(value: unknown): Record<string, Record<string, string[]>> {
  if (!isRecord(value)) throw malformedPolicyDocument('Syntax errors in policy.');
  return Object.fromEntries(
    Object.entries(value).map(([operator, block]) => {
      if (!isRecord(block)) throw malformedPolicyDocument('Syntax errors in policy.');
      return [operator, Object.fromEntries(Object.entries(block).map(([key, values]) => [key, strings(values)]))];
    }),
  );
}

function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map((entry: unknown) => {
    if (typeof entry === 'string') return entry;
    if (typeof entry === 'boolean' || typeof entry === 'number') return String(entry);
    throw malformedPolicyDocument('Syntax errors in policy.');
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedPolicyDocument('This policy contains invalid Json');
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
