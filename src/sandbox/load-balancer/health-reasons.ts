import type { TargetHealth } from './model.js';

/** The states of a target with AWS's reason codes and sentences. */
export const healthOf = {
  registering: { state: 'initial', reason: 'Elb.RegistrationInProgress', description: 'Target registration is in progress' },
  checking: { state: 'initial', reason: 'Elb.InitialHealthChecking', description: 'Initial health checks in progress' },
  healthy: { state: 'healthy' },
  draining: { state: 'draining', reason: 'Target.DeregistrationInProgress', description: 'Target deregistration is in progress' },
  notInUse: {
    state: 'unused',
    reason: 'Target.NotInUse',
    description: 'Target group is not configured to receive traffic from the load balancer',
  },
  notRegistered: {
    state: 'unused',
    reason: 'Target.NotRegistered',
    description: 'Target is not registered to the target group',
  },
} as const satisfies Record<string, TargetHealth>;

/** Why a health check failed. */
export type ProbeFailure = { readonly kind: 'timeout' } | { readonly kind: 'failed' } | { readonly kind: 'code'; readonly code: number };

export function unhealthy(failure: ProbeFailure): TargetHealth {
  switch (failure.kind) {
    case 'timeout':
      return { state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' };
    case 'failed':
      return { state: 'unhealthy', reason: 'Target.FailedHealthChecks', description: 'Health checks failed' };
    case 'code':
      return {
        state: 'unhealthy',
        reason: 'Target.ResponseCodeMismatch',
        description: `Health checks failed with these codes: [${failure.code}]`,
      };
  }
}
