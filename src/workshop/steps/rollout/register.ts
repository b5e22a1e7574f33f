import { names } from '../../names.js';
import type { Step } from '../../types.js';
import { checkRevision } from '../taskdef/check-revision.js';
import { registerRevision } from '../taskdef/register-revision.js';
import { newTag } from './images.js';

/** A revision is never changed; a new image means a new one. */
export const registerNew: Step = {
  id: 'rollout.register',
  kind: 'state',
  commands: async () => [
    `aws ecs describe-task-definition --task-definition ${names.taskFamily} --query taskDefinition > boyacky-taskdef.json`,
    'aws ecs register-task-definition --cli-input-json file://boyacky-taskdef.json',
  ],
  check: (context) => checkRevision(context, [newTag]),
  solve: async (context) => {
    await registerRevision(context, newTag);
  },
};
