import { names } from '../../names.js';
import type { Step } from '../../types.js';
import { checkRevision } from '../taskdef/check-revision.js';
import { registerRevision } from '../taskdef/register-revision.js';
import { newTag } from './images.js';

/** What AWS adds by itself (revision, status …) is refused when it is registered again. */
const registrable = ['family', 'taskRoleArn', 'executionRoleArn', 'networkMode', 'requiresCompatibilities', 'cpu', 'memory', 'runtimePlatform', 'containerDefinitions'];

/** A revision is never changed; a new image means a new one. */
export const registerNew: Step = {
  id: 'rollout.register',
  kind: 'state',
  commands: async () => [
    `aws ecs describe-task-definition --task-definition ${names.taskFamily} --query 'taskDefinition.{${registrable.map((member) => `${member}:${member}`).join(',')}}' > boyacky-taskdef.json`,
    `sed 's|:1\\.0"|:${newTag}"|' boyacky-taskdef.json > boyacky-taskdef-${newTag}.json`,
    `aws ecs register-task-definition --cli-input-json file://boyacky-taskdef-${newTag}.json`,
  ],
  check: (context) => checkRevision(context, [newTag]),
  solve: async (context) => {
    await registerRevision(context, newTag);
  },
};
