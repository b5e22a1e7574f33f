import type { StepContext } from '../../types.js';

const patienceMs = 60_000;
const pauseMs = 3000;

/**
 * In a new account the service-linked role needs some seconds until every part of ECS knows of it; until then ECS says
 * that it is unable to assume it, and asks to try again.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles.html
 */
export async function retryWhileRoleSpreads<T>({ clock, signal }: Pick<StepContext, 'clock' | 'signal'>, attempt: () => Promise<T>): Promise<T> {
  const deadline = clock.now() + patienceMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const spreading = error instanceof Error && /unable to assume the service linked role/i.test(error.message);
      if (!spreading || clock.now() >= deadline) throw error;
      await clock.sleep(pauseMs, signal);
    }
  }
}
