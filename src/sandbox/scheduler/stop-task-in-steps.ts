import { addEvent, eventText } from './events.js';
import type { Task } from './model.js';
import { deleteNetworkInterface } from './network-interface.js';
import { deregisterTarget, waitUntilDrained } from './targets.js';
import type { TaskWorld } from './task-life.js';

const deprovisioningMs = 10_000;
const retryMs = 1_000;
/** When the whole sandbox stops nobody is being served: a short grace is enough. */
const haltGraceSeconds = 3;

/**
 * DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED. The containers get their SIGTERM only when the load balancer
 * has let go of them. A step that cannot be taken (the engine does not answer) is tried again. Never rejects.
 */
export async function stopTaskInSteps(world: TaskWorld, taskArn: string): Promise<void> {
  const { context, state, runtime, update, halting } = world;
  const { clock, pace } = context;
  const task = state.tasks.get(taskArn);
  if (!task) return;

  const attempt = async (what: string, step: () => Promise<void>): Promise<void> => {
    for (;;) {
      try {
        return await step();
      } catch (error) {
        context.log(`task ${task.id}: ${what}: ${error instanceof Error ? error.message : String(error)}`);
        if (halting.aborted) return;
        await clock.sleep(retryMs, halting).catch(() => undefined);
      }
    }
  };

  if (task.targets.some(({ registered }) => registered)) {
    update(taskArn, { lastStatus: 'DEACTIVATING' });
    await attempt('deregister', () => leaveTargetGroups(world, taskArn));
  }
  update(taskArn, { lastStatus: 'STOPPING', stoppingAt: task.stoppingAt ?? clock.now() });
  await attempt('stop', async () => {
    const ended = await runtime.stop(task.id, halting.aborted ? { graceSeconds: haltGraceSeconds } : {});
    const containers = (state.tasks.get(taskArn) ?? task).containers.map((each) => {
      const end = ended.find(({ name }) => name === each.name);
      return { ...each, lastStatus: 'STOPPED' as const, exitCode: end?.exitCode ?? each.exitCode, reason: end?.reason ?? each.reason };
    });
    update(taskArn, { containers, executionStoppedAt: clock.now() });
  });
  update(taskArn, { lastStatus: 'DEPROVISIONING' });
  await clock.sleep(pace.ms(deprovisioningMs), halting).catch(() => undefined);
  const { networkInterface } = task;
  if (networkInterface) {
    await attempt('delete network interface', async () => {
      await deleteNetworkInterface(context, networkInterface.id);
      update(taskArn, { networkInterface: { ...networkInterface, status: 'DELETED' } });
    });
  }
  if (task.accessKeyId !== undefined) context.credentials.revoke(task.accessKeyId);
  update(taskArn, { lastStatus: 'STOPPED', stoppedAt: clock.now(), accessKeyId: undefined });
}

async function leaveTargetGroups({ context, state, update, halting }: TaskWorld, taskArn: string): Promise<void> {
  const task = state.tasks.get(taskArn);
  if (!task) return;
  const ip = task.networkInterface?.privateIp ?? '';
  const registered = task.targets.filter((target) => target.registered);
  for (const target of registered) {
    await deregisterTarget(context, target, ip);
    say(state, task, context.clock.now(), target.targetGroupArn);
  }
  // Whoever ended by itself answers no request any more: there is nothing to wait for.
  const serving = task.stopCode !== 'EssentialContainerExited' && task.stopCode !== 'TerminationNotice';
  if (serving) await Promise.all(registered.map((target) => waitUntilDrained(context, target, ip, halting)));
  update(taskArn, { targets: task.targets.map((target) => ({ ...target, registered: false })) });
}

function say(state: TaskWorld['state'], task: Task, now: number, targetGroupArn: string): void {
  const service = task.serviceArn === undefined ? undefined : state.services.get(task.serviceArn);
  if (!service) return;
  addEvent(state, service.arn, now, eventText.deregistered(service.name, 1, targetGroupArn));
  addEvent(state, service.arn, now, eventText.draining(service.name, task.deploymentId ?? '', 1));
}
