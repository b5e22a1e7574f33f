import { matchCondition, type ConditionKeys } from './match-condition.js';
import { matchPattern } from './match-pattern.js';
import type { PolicyDocument, PrincipalElement, Statement } from './policy-document.js';

export type Decision = 'allow' | 'deny' | 'implicit-deny';

export interface PolicyRequest {
  /** e.g. "dynamodb:PutItem" */
  readonly action: string;
  /** An ARN, or "*" for actions that know no resource. */
  readonly resource: string;
  readonly conditionKeys?: ConditionKeys;
  /**
   * Who asks, for policies that name principals (trust policies): ARNs and account id of an AWS principal,
   * or the name of a service ("ecs-tasks.amazonaws.com").
   */
  readonly principal?: CallingPrincipal;
}

export interface CallingPrincipal {
  readonly aws?: readonly string[];
  readonly service?: string;
}

/**
 * What the policies say together: an explicit deny wins over any allow; what is not allowed is denied.
 * Pure. A statement whose condition uses an operator that the sandbox does not know does not match.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicy(policies: readonly PolicyDocument[], request: PolicyRequest): Decision {
  const matching = policies.flatMap(({ Statement }) => Statement).filter((statement) => applies(statement, request));
  if (matching.some(({ Effect }) => Effect === 'Deny')) return 'deny';
  return matching.length > 0 ? 'allow' : 'implicit-deny';
}

function applies(statement: Statement, request: PolicyRequest): boolean {
  const keys = request.conditionKeys ?? {};
  return (
    matchesAction(statement, request.action.toLowerCase()) &&
    matchesResource(statement, request.resource, keys) &&
    matchesPrincipal(statement, request.principal) &&
    matchCondition(withVariables(statement, keys), keys)
  );
}

function matchesAction({ Action, NotAction }: Statement, action: string): boolean {
  const fits = (pattern: string) => matchPattern(pattern.toLowerCase(), action);
  return Action ? Action.some(fits) : NotAction !== undefined && !NotAction.some(fits);
}

function matchesResource({ Resource, NotResource }: Statement, resource: string, keys: ConditionKeys): boolean {
  const fits = (pattern: string) => {
    const filled = fillVariables(pattern, keys);
    return filled !== undefined && matchPattern(filled, resource);
  };
  if (Resource) return Resource.some(fits);
  // A policy that is attached to the resource itself (a trust policy) does not name it.
  return NotResource === undefined || !NotResource.some(fits);
}

function matchesPrincipal({ Principal, NotPrincipal }: Statement, principal: CallingPrincipal | undefined): boolean {
  if (Principal) return principal !== undefined && names(Principal, principal);
  return NotPrincipal === undefined || (principal !== undefined && !names(NotPrincipal, principal));
}

function names(element: PrincipalElement, { aws = [], service }: CallingPrincipal): boolean {
  const accounts = aws.flatMap((arn) => /^arn:aws:\w+::(\d{12}):/.exec(arn)?.[1] ?? []);
  const known = [...aws, ...accounts, ...accounts.map((id) => `arn:aws:iam::${id}:root`)];
  return (
    (element.Service ?? []).some((name) => name === service) ||
    (element.AWS ?? []).some((name) => (name === '*' && (aws.length > 0 || service !== undefined)) || known.includes(name))
  );
}

function withVariables({ Condition }: Statement, keys: ConditionKeys): Statement['Condition'] {
  if (!Condition || !JSON.stringify(Condition).includes('${')) return Condition;
  const fill = (values: readonly string[]) => values.flatMap((value) => fillVariables(value, keys) ?? []);
  return Object.fromEntries(
    Object.entries(Condition).map(([operator, block]) => [
      operator,
      Object.fromEntries(Object.entries(block).map(([key, values]) => [key, fill(values)])),
    ]),
  );
}

/** Fills in policy variables such as `${aws:userid}`; undefined when one of them has no value. */
function fillVariables(text: string, keys: ConditionKeys): string | undefined {
  let missing = false;
  const known = Object.entries(keys);
  const filled = text.replace(/\$\{([^}]*)\}/g, (_, expression: string) => {
    if (/^[*?$]$/.test(expression)) return expression;
    const [name = '', fallback] = expression.split(/,\s*/);
    const value = known.find(([key]) => key.toLowerCase() === name.trim().toLowerCase())?.[1];
    const text = typeof value === 'string' ? value : fallback?.replace(/^'|'$/g, '');
    missing ||= text === undefined;
    return text ?? '';
  });
  return missing ? undefined : filled;
}
