import { AwsError } from './aws-error.js';
import type { SandboxContext } from './context.js';

/** Makes the role of a service, as AWS does with the first thing of the service that the account makes. It outlives all of them. */
export async function ensureServiceLinkedRole(context: SandboxContext, service: { readonly name: string; readonly role: string }): Promise<void> {
  try {
    await context.call('iam', 'GetRole', { RoleName: service.role });
  } catch (error) {
    // A sandbox of which only some services run has no roles.
    if (error instanceof AwsError && error.code === 'NotImplemented') return;
    if (!(error instanceof AwsError && error.code === 'NoSuchEntity')) throw error;
    await context.call('iam', 'CreateServiceLinkedRole', { AWSServiceName: service.name });
  }
}
