import { createHash } from 'node:crypto';
import type { ProviderContext } from '../providers/provider.js';
import { stackOf, type Run } from './run.js';

/** How often a resource is asked whether it is ready, on AWS's clock. */
const pollMs = 5_000;

/** What a provider gets for one resource; `signal` ends its waiting. */
export function providerContext(
  run: Run,
  logicalId: string,
  options: { generation: number; stackTags: Readonly<Record<string, string>>; signal: AbortSignal },
): ProviderContext {
  const { context } = run;
  const { name, id } = stackOf(run);
  return {
    account: context.account,
    call: (service, operation, input) => context.call(service, operation, input),
    stackName: name,
    logicalId,
    stackTags: options.stackTags,
    systemTags: systemTags(name, id, logicalId),
    generatedName: (maxLength) => generatedName(name, logicalId, `${id} ${options.generation}`, maxLength),
    poll: async (ask) => {
      for (;;) {
        const answer = await ask();
        if (answer !== undefined) return answer;
        await context.clock.sleep(Math.max(10, context.pace.ms(pollMs)), options.signal);
      }
    },
  };
}

export function systemTags(stackName: string, stackId: string, logicalId: string): Record<string, string> {
  return { 'aws:cloudformation:stack-name': stackName, 'aws:cloudformation:stack-id': stackId, 'aws:cloudformation:logical-id': logicalId };
}

/** STACK-LOGICALID-RANDOM, where the "random" end follows from what it names, so that a retry finds it again. */
function generatedName(stackName: string, logicalId: string, seed: string, maxLength: number): string {
  const ending = createHash('sha256').update(`${seed} ${logicalId}`).digest('hex').slice(0, 12).toUpperCase();
  const room = maxLength - ending.length - 2;
  if (stackName.length + logicalId.length <= room) return `${stackName}-${logicalId}-${ending}`;
  const half = Math.floor(room / 2);
  return `${stackName.slice(0, half).replace(/-$/, '')}-${logicalId.slice(0, room - half)}-${ending}`;
}
