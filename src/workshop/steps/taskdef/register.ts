import { names } from '../../names.js';
import type { Step } from '../../types.js';
import { readBlueprint } from './blueprint.js';
import { checkRevision } from './check-revision.js';
import { registerCommand } from './register-command.js';
import { registerRevision } from './register-revision.js';

/** At the end of the course the revision with 1.0 may have been deregistered: the one with 1.1 shows as much. */
const tags = ['1.0', '1.1'];

export const registerTaskDefinition: Step = {
  id: 'taskdef.register',
  kind: 'state',
  makes: [{ kind: 'task-definition', id: names.taskFamily }],
  commands: async (context) => [registerCommand(await readBlueprint(context)), `aws ecs list-task-definitions --family-prefix ${names.taskFamily}`],
  check: (context) => checkRevision(context, tags),
  solve: async (context) => {
    await registerRevision(context, '1.0', tags);
  },
};
