import { checkPorts, isPortFree } from '../workshop/doctor/check-machine.js';
import { findOwnPorts } from '../workshop/doctor/own-ports.js';
import { openLocalPage } from '../workshop/steps/local/local-address.js';
import type { StepContext, Text } from '../workshop/types.js';

/** One sentence for each port that Boyacky will want and that another program has: told before the chapter that needs it. */
export async function takenPorts(context: StepContext, machine = { isPortFree }): Promise<readonly Text[]> {
  const ours = new Set(await findOwnPorts(context.app, context.engine));
  // Boyacky that the learner started by hand is on no list of ours.
  const { ports } = context;
  for (const port of [ports.app, ports.second]) if (!ours.has(port) && !(await machine.isPortFree(port)) && (await openLocalPage(context, port)).who === 'boyacky') ours.add(port);
  const findings = await checkPorts(machine, ports, [...ours]);
  return findings.flatMap(({ observed, fix, result }) => {
    if (result !== 'fail' || fix === undefined) return [];
    return [{ ja: `! ${observed.ja}。第 2 章から Boyacky が使います。${fix.ja}`, en: `! ${observed.en}, and Boyacky wants it from chapter 2 on. ${fix.en}` }];
  });
}
