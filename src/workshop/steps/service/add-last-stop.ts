import type { Diagnosis } from '../../diagnosis/diagnosis.js';
import { tellDiagnosis } from '../../diagnosis/tell-diagnosis.js';
import type { Text } from '../../types.js';

/** What is waited for, and why the attempt before it failed: while ECS tries again, nobody has to guess. */
export function addLastStop(states: Text, last: Diagnosis | undefined): Text {
  if (last === undefined) return states;
  const told = tellDiagnosis(last);
  return { ja: `${states.ja}。前のタスクが止まった理由: ${told.ja}`, en: `${states.en}. The task before it stopped: ${told.en}` };
}
