import type {
  ContextEntry,
  EvaluationResult,
  SimulateCustomPolicyCommandInput,
  SimulateCustomPolicyCommandOutput,
  SimulatePrincipalPolicyCommandInput,
  SimulatePrincipalPolicyCommandOutput,
} from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { invalidInput, noSuchEntity, unsupportedParameter } from '../errors.js';
import { evaluatePolicy, type CallingPrincipal, type Decision } from '../evaluate-policy.js';
import { parsePolicy } from '../parse-policy.js';
import { policiesOfRole } from '../policies-of-role.js';
import type { PolicyDocument } from '../policy-document.js';
import type { IamState } from '../state.js';

type Simulation = SimulateCustomPolicyCommandInput | SimulatePrincipalPolicyCommandInput;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export function simulatePrincipalPolicy({
  roles,
  policies,
  context,
}: IamState): Handler<SimulatePrincipalPolicyCommandInput, SimulatePrincipalPolicyCommandOutput> {
  return (input) => {
    const arn = input.PolicySourceArn ?? '';
    const own = policiesOf(arn);
    return simulate([...own, ...(input.PolicyInputList ?? []).map((text) => parsePolicy(text, 'identity'))], input, arn);
  };

  function policiesOf(arn: string): PolicyDocument[] {
    // The owner has no policies: everything is allowed.
    if (arn === `arn:aws:iam::${context.account.id}:user/learner`) return [allowAll];
    const role = roles.all().find((candidate) => candidate.arn === arn);
    if (!role) throw noSuchEntity(`The entity with ARN ${arn} cannot be found.`);
    return policiesOfRole(role, policies);
  }
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html */
export function simulateCustomPolicy(): Handler<SimulateCustomPolicyCommandInput, SimulateCustomPolicyCommandOutput> {
  return (input) =>
    simulate((input.PolicyInputList ?? []).map((text) => parsePolicy(text, 'identity')), input, input.CallerArn);
}

const allowAll: PolicyDocument = { Statement: [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }] };

function simulate(identity: readonly PolicyDocument[], input: Simulation, caller: string | undefined) {
  if (input.PermissionsBoundaryPolicyInputList?.length) throw unsupportedParameter('PermissionsBoundaryPolicyInputList');
  const resourcePolicy = input.ResourcePolicy === undefined ? undefined : parsePolicy(input.ResourcePolicy, 'resource');
  if (resourcePolicy && caller === undefined) throw invalidInput('You must specify a CallerArn when you specify a ResourcePolicy.');
  const conditionKeys = Object.fromEntries((input.ContextEntries ?? []).map(contextEntry));
  const principal = principalOf(caller ?? '');
  const results = (input.ActionNames ?? []).flatMap((action) =>
    (input.ResourceArns?.length ? input.ResourceArns : ['*']).map((resource): EvaluationResult => {
      const request = { action, resource, conditionKeys };
      const byIdentity = evaluatePolicy(identity, request);
      const byResource = resourcePolicy ? evaluatePolicy([resourcePolicy], { ...request, principal }) : 'implicit-deny';
      return {
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: wireDecision(together(byIdentity, byResource)),
        MatchedStatements: [],
        MissingContextValues: [],
      };
    }),
  );
  return { EvaluationResults: results, IsTruncated: false };
}

/** Within one account an allow of either side is enough, and a deny of either side is final. */
function together(identity: Decision, resource: Decision): Decision {
  if (identity === 'deny' || resource === 'deny') return 'deny';
  return identity === 'allow' || resource === 'allow' ? 'allow' : 'implicit-deny';
}

function wireDecision(decision: Decision): 'allowed' | 'explicitDeny' | 'implicitDeny' {
  return ({ allow: 'allowed', deny: 'explicitDeny', 'implicit-deny': 'implicitDeny' } as const)[decision];
}

function principalOf(caller: string): CallingPrincipal {
  if (!caller.startsWith('arn:')) return { service: caller };
  const [, account, role] = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(caller) ?? [];
  return { aws: role === undefined ? [caller] : [caller, `arn:aws:iam::${account}:role/${role}`] };
}

function contextEntry({ ContextKeyName: name = '', ContextKeyValues: values = [] }: ContextEntry): [string, string | string[]] {
  return [name, values.length === 1 ? (values[0] ?? '') : values];
}
