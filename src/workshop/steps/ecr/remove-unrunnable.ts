import { names } from '../../names.js';
import type { StepContext } from '../../types.js';
import { plain } from '../../verdict.js';
import { deleteTagCommand, requireRunnable } from './runnable.js';

/**
 * Takes away what is under the tag where no task could be made of it: under an immutable tag nothing else can be pushed
 * before. Says so, and answers whether it did.
 */
export async function removeUnrunnable(context: StepContext, tag: string): Promise<boolean> {
  const runnable = await requireRunnable(context, tag);
  if (!('verdict' in runnable)) return false;
  context.say(plain(`$ ${deleteTagCommand(tag)}`));
  await context.aws.repositories.deleteTag(names.repository, tag);
  return true;
}
