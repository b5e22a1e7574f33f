import { AssumeRole$, GetCallerIdentity$, GetSessionToken$ } from '@aws-sdk/client-sts';
import type { SandboxContext } from '../context.js';
import { operation, type Service } from '../service.js';
import { assumeRole } from './operations/assume-role.js';
import { getCallerIdentity } from './operations/get-caller-identity.js';
import { getSessionToken } from './operations/get-session-token.js';

/** STS. Its operations need no allowing beforehand: GetCallerIdentity is open to all, AssumeRole asks for itself. */
export interface StsService extends Service {
  resourcesOf(operation: string, body: unknown): readonly string[];
}

export function createStsService(context: SandboxContext): StsService {
  return {
    name: 'sts',
    operations: {
      AssumeRole: operation(AssumeRole$, assumeRole(context)),
      GetCallerIdentity: operation(GetCallerIdentity$, getCallerIdentity(context)),
      GetSessionToken: operation(GetSessionToken$, getSessionToken()),
    },
    resourcesOf: () => [],
  };
}
