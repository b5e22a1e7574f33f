import { counted } from '../../counted.js';
import { joinLines } from '../../join-lines.js';
import { names } from '../../names.js';
import type { StepContext, Text } from '../../types.js';
import type { Situation } from '../../with-situations.js';
import { readBlueprint } from './blueprint.js';
import { findRevision } from './find-revision.js';
import { trustedServices } from './trusts-tasks.js';

/** What is there of chapter 7, by the id of the step that asks. */
export const taskdefSituations: Readonly<Record<string, Situation>> = {
  'taskdef.task-role': async (context) => tellRole(context, names.taskRole),
  'taskdef.execution-role': async (context) => tellRole(context, names.executionRole),
  'taskdef.register': (context) => tellRevision(context, ['1.0']),
  'taskdef.read': (context) => tellRevision(context, ['1.0', '1.1']),
};

async function tellRole({ aws }: StepContext, name: string): Promise<Text> {
  const role = await aws.roles.find(name);
  if (role === undefined) return { ja: `ロール ${name} はまだありません`, en: `there is no role ${name} yet` };
  const attached = (await aws.roles.attachedPolicies(name)).map((arn) => arn.split('/').at(-1)).join(', ') || '—';
  const inline = name === names.taskRole && (await aws.roles.inlinePolicy(name, names.taskRolePolicy)) !== undefined ? names.taskRolePolicy : '—';
  return {
    ja: `${name} を引き受けられるのは ${trustedServices(role)}、付いているポリシーは ${attached}、インラインは ${inline} です`,
    en: `${name} is trusted by ${trustedServices(role)}; attached: ${attached}; inline: ${inline}`,
  };
}

/** Which revision is the newest, and in how many points it is not as it should be. */
export async function tellRevision(context: StepContext, tags: readonly string[]): Promise<Text | undefined> {
  const blueprint = await readBlueprint(context);
  if ('firstDo' in blueprint) return { ja: `先に ${blueprint.firstDo} が要ります`, en: `it needs ${blueprint.firstDo} first` };
  const { newest, faults } = await findRevision(context.aws, blueprint, tags);
  if (newest === undefined) return { ja: `${names.taskFamily} にはまだリビジョンがありません`, en: `${names.taskFamily} has no revision yet` };
  const image = newest.containers.map((container) => container.image).join(', ');
  return joinLines(
    { ja: `いちばん新しいリビジョンは ${newest.family}:${newest.revision}、イメージは ${image} です`, en: `the newest revision is ${newest.family}:${newest.revision}, with the image ${image}` },
    faults.length === 0 ? undefined : { ja: `違うところが ${faults.length} か所あります`, en: `it differs in ${counted(faults.length, 'point')}` },
  );
}
