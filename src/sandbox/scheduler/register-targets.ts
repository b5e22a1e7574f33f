import { addEvent, eventText } from './events.js';
import type { Service, Task } from './model.js';
import type { SchedulerWorld } from './scheduler-world.js';
import { deregisterTarget, registerTarget } from './targets.js';

/** Puts a running task into the target groups of its service. */
export async function registerTargets({ context, state }: SchedulerWorld, service: Service, taskArn: string): Promise<void> {
  const ipOf = (task: Task): string => task.networkInterface?.privateIp ?? '';
  const setRegistered = (targetGroupArn: string, registered: boolean): void => {
    const task = state.tasks.get(taskArn);
    if (!task) return;
    state.tasks.update(taskArn, { targets: task.targets.map((each) => (each.targetGroupArn === targetGroupArn ? { ...each, registered } : each)) });
  };
  for (const target of state.tasks.get(taskArn)?.targets ?? []) {
    const task = state.tasks.get(taskArn);
    if (target.registered || task?.desiredStatus !== 'RUNNING') continue;
    // Before the call, so that a task that is stopped meanwhile knows what to deregister.
    setRegistered(target.targetGroupArn, true);
    try {
      await registerTarget(context, target, ipOf(task));
    } catch (error) {
      setRegistered(target.targetGroupArn, false);
      throw error;
    }
    if (state.tasks.get(taskArn)?.desiredStatus !== 'RUNNING') await deregisterTarget(context, target, ipOf(task));
    addEvent(state, service.arn, context.clock.now(), eventText.registered(service.name, 1, target.targetGroupArn));
  }
}
