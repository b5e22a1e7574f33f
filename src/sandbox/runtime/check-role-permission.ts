import type { SimulatePrincipalPolicyCommandInput, SimulatePrincipalPolicyCommandOutput } from '@aws-sdk/client-iam';
import { AwsError } from '../aws-error.js';
import type { SandboxContext } from '../context.js';

/** The refusal in AWS's words, or undefined when the role may do it. */
export async function refusalOf(
  context: SandboxContext,
  roleArn: string,
  session: string,
  action: string,
  resource: string,
): Promise<string | undefined> {
  const answer = await context
    .call<SimulatePrincipalPolicyCommandInput, SimulatePrincipalPolicyCommandOutput>('iam', 'SimulatePrincipalPolicy', {
      PolicySourceArn: roleArn,
      ActionNames: [action],
      ResourceArns: [resource],
    })
    .catch((error: unknown) => {
      if (error instanceof AwsError && error.code === 'NoSuchEntity') return undefined;
      throw error;
    });
  const decision = answer?.EvaluationResults?.[0]?.EvalDecision ?? 'implicitDeny';
  if (decision === 'allowed') return undefined;
  const account = roleArn.split(':')[4] ?? '';
  const why = decision === 'explicitDeny' ? 'with an explicit deny in an identity-based policy' : `because no identity-based policy allows the ${action} action`;
  return `User: arn:aws:sts::${account}:assumed-role/${roleNameOf(roleArn)}/${session} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
}

/** The name at the end of "arn:aws:iam::123456789012:role/path/name". */
export function roleNameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}
