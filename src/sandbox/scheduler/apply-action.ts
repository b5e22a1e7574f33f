import type { Action } from './action.js';
import { completeDeployment, failDeployment } from './end-deployment.js';
import { addEvent, eventText } from './events.js';
import { countFailure, markHealthy } from './note-outcome.js';
import { registerTargets } from './register-targets.js';
import { sayOnce, type SchedulerWorld } from './scheduler-world.js';
import { startTasks } from './start-tasks.js';
import { stopTasks, stopUnhealthy } from './stop-tasks.js';

/** Does what `plan` decided. The service is read anew each time: an API call may have changed it meanwhile. */
export async function applyAction(world: SchedulerWorld, serviceArn: string, action: Action): Promise<void> {
  const { context, state } = world;
  const service = state.services.get(serviceArn);
  if (!service) return;
  const now = context.clock.now();

  switch (action.do) {
    case 'register-targets':
      return registerTargets(world, service, action.taskArn);
    case 'mark-healthy':
      return markHealthy(world, service, action.taskArn);
    case 'count-failure':
      return countFailure(world, service, action.taskArn);
    case 'start':
      return startTasks(world, service, action);
    case 'stop':
      stopTasks(world, service, action.taskArns);
      return;
    case 'stop-unhealthy':
      stopUnhealthy(world, service, action);
      return;
    case 'complete':
      completeDeployment(world, service, action.deploymentId);
      return;
    case 'fail':
      failDeployment(world, service, action);
      return;
    case 'say-steady':
      state.services.update(serviceArn, { steadySince: service.steadySince ?? now, steadySaidAt: now });
      addEvent(state, serviceArn, now, eventText.steady(service.name));
      return;
    case 'say-impossible':
      sayOnce(world, serviceArn, eventText.impossible(service.name));
      return;
    case 'become-inactive':
      state.services.update(serviceArn, { status: 'INACTIVE', deployments: [], inactiveAt: now });
      return;
  }
}
