import type { Task } from '../scheduler/model.js';

export function isRunning({ lastStatus }: Task): boolean {
  return lastStatus === 'RUNNING';
}

export function isPending({ lastStatus, desiredStatus }: Task): boolean {
  return desiredStatus === 'RUNNING' && (lastStatus === 'PROVISIONING' || lastStatus === 'PENDING' || lastStatus === 'ACTIVATING');
}
