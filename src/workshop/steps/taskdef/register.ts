import { names } from '../../names.js';
import type { Step } from '../../types.js';
import { checkRevision } from './check-revision.js';
import { registerRevision } from './register-revision.js';

/** At the end of the course the revision with 1.0 may have been deregistered: the one with 1.1 shows as much. */
const tags = ['1.0', '1.1'];

export const registerTaskDefinition: Step = {
  id: 'taskdef.register',
  kind: 'state',
  makes: [{ kind: 'task-definition', id: names.taskFamily }],
  commands: async () => ['aws ecs register-task-definition --cli-input-json file://boyacky-taskdef.json', `aws ecs list-task-definitions --family-prefix ${names.taskFamily}`],
  check: (context) => checkRevision(context, tags),
  solve: async (context) => {
    await registerRevision(context, '1.0', tags);
  },
};
