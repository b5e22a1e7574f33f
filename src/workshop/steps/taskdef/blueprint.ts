import { UserError } from '../../../shared/user-error.js';
import { names } from '../../names.js';
import type { StepContext } from '../../types.js';

export type CpuArchitecture = 'X86_64' | 'ARM64';

/** What the task definition has to be made of, as it is in this account and on this machine. */
export interface Blueprint {
  readonly repositoryUri: string;
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;
  /** undefined: the image is not on this machine (any more), so either may be right. */
  readonly architecture: CpuArchitecture | undefined;
  readonly region: string;
}

/** Resolves to the step that comes first when something is not there yet. */
export async function readBlueprint({ aws, engine, target }: Pick<StepContext, 'aws' | 'engine' | 'target'>): Promise<Blueprint | { readonly firstDo: string }> {
  const repository = await aws.repositories.find(names.repository);
  if (repository === undefined) return { firstDo: 'ecr.repository' };
  const taskRole = await aws.roles.find(names.taskRole);
  if (taskRole === undefined) return { firstDo: 'taskdef.task-role' };
  const executionRole = await aws.roles.find(names.executionRole);
  if (executionRole === undefined) return { firstDo: 'taskdef.execution-role' };
  const image = (await engine.inspectImage(`${repository.uri}:1.0`)) ?? (await engine.inspectImage(`${names.localImage}:latest`));
  return {
    repositoryUri: repository.uri,
    taskRoleArn: taskRole.arn,
    executionRoleArn: executionRole.arn,
    architecture: image && toCpuArchitecture(image.architecture),
    region: target.region,
  };
}

/** For `solve`, which cannot go on without it. */
export async function requireBlueprint(context: Pick<StepContext, 'aws' | 'engine' | 'target'>): Promise<Blueprint> {
  const blueprint = await readBlueprint(context);
  if (!('firstDo' in blueprint)) return blueprint;
  throw new UserError('step-before', { ja: 'タスク定義はまだ登録できません', en: 'The task definition cannot be registered yet' }, { why: { ja: `前のステップ ${blueprint.firstDo} で作るものが要ります。`, en: `It is made of things that an earlier step makes: ${blueprint.firstDo}.` }, next: `boyacky-lab solve ${blueprint.firstDo}` });
}

/** OCI's name for a CPU is not ECS's. */
function toCpuArchitecture(architecture: string): CpuArchitecture {
  return architecture === 'arm64' ? 'ARM64' : 'X86_64';
}
