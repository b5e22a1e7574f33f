import type {
  AttachRolePolicyCommandInput,
  AttachRolePolicyCommandOutput,
  DeleteRolePolicyCommandInput,
  DeleteRolePolicyCommandOutput,
  DetachRolePolicyCommandInput,
  DetachRolePolicyCommandOutput,
  PutRolePolicyCommandInput,
  PutRolePolicyCommandOutput,
} from '@aws-sdk/client-iam';
import type { ProviderContext } from './provider.js';
import { unlessMissing } from './unless-missing.js';

export async function putRolePolicy(RoleName: string, PolicyName: string, PolicyDocument: string, context: ProviderContext): Promise<void> {
  await context.call<PutRolePolicyCommandInput, PutRolePolicyCommandOutput>('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument });
}

export async function deleteRolePolicy(RoleName: string, PolicyName: string, context: ProviderContext): Promise<void> {
  await unlessMissing(context.call<DeleteRolePolicyCommandInput, DeleteRolePolicyCommandOutput>('iam', 'DeleteRolePolicy', { RoleName, PolicyName }));
}

export async function attachRolePolicy(RoleName: string, PolicyArn: string, context: ProviderContext): Promise<void> {
  await context.call<AttachRolePolicyCommandInput, AttachRolePolicyCommandOutput>('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
}

export async function detachRolePolicy(RoleName: string, PolicyArn: string, context: ProviderContext): Promise<void> {
  await unlessMissing(context.call<DetachRolePolicyCommandInput, DetachRolePolicyCommandOutput>('iam', 'DetachRolePolicy', { RoleName, PolicyArn }));
}
