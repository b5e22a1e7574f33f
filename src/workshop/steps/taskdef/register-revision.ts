import type { TaskDefinition } from '../../../aws/task-definitions.js';
import { appPort, names, tagsFor } from '../../names.js';
import type { StepContext } from '../../types.js';
import { plain } from '../../verdict.js';
import { requireBlueprint } from './blueprint.js';
import { findRevision } from './find-revision.js';
import { noteForeignRevisions } from './foreign-revisions.js';

/**
 * Registers a revision with the image `tag`, unless one of `enough` (tags) that fits is there; `anew`: in any case. The ledger knows the family, not
 * the revisions: the clean-up takes all but those that were there before.
 */
export async function registerRevision(context: StepContext, tag: string, enough: readonly string[] = [tag], { anew = false } = {}): Promise<TaskDefinition> {
  const { aws, engine, ledger, owner, say } = context;
  const blueprint = await requireBlueprint(context);
  const { fitting } = await findRevision(aws, blueprint, enough);
  if (fitting !== undefined && !anew) return fitting;
  const architecture = blueprint.architecture ?? ((await engine.status()).architecture === 'arm64' ? 'ARM64' : 'X86_64');
  await noteForeignRevisions(context);
  const registered = await ledger.record({ kind: 'task-definition', id: names.taskFamily }, () =>
    aws.taskDefinitions.register({
      family: names.taskFamily,
      cpu: '256',
      memory: '512',
      cpuArchitecture: architecture,
      taskRoleArn: blueprint.taskRoleArn,
      executionRoleArn: blueprint.executionRoleArn,
      container: { name: names.container, image: `${blueprint.repositoryUri}:${tag}`, port: appPort },
      logGroup: names.logGroup,
      region: blueprint.region,
      tags: tagsFor(owner),
    }),
  );
  say(plain(registered.arn));
  return registered;
}
