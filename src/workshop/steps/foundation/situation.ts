import { diagnoseStack } from '../../diagnosis/diagnose-stack.js';
import { tellDiagnosis } from '../../diagnosis/tell-diagnosis.js';
import { joinLines } from '../../join-lines.js';
import { names } from '../../names.js';
import type { StepContext, Text } from '../../types.js';
import { plain, textOf } from '../../verdict.js';
import type { Situation } from '../../with-situations.js';
import { countResources } from './count-resources.js';

/** What is there of chapter 1, by the id of the step that asks. */
export const foundationSituations: Readonly<Record<string, Situation>> = {
  'foundation.tools': tellTools,
  'foundation.identity': tellTarget,
  'foundation.create-stack': async (context) => joinLines(tellTemplate(context), await tellStack(context)),
  'foundation.wait-stack': tellStack,
  'foundation.resources': tellStack,
  'foundation.security-groups': tellStack,
};

async function tellTools({ app, engine, signal }: StepContext): Promise<Text | undefined> {
  const versions = await Promise.all((['git', 'npm', 'aws'] as const).map(async (program) => `${program}: ${(await app.toolVersion(program)) ?? '—'}`));
  const { available, version, reason, hint } = await engine.status(signal);
  // What starts it on this very machine; the pages cannot know.
  const start = available || hint === undefined ? undefined : textOf(hint);
  return joinLines(
    plain(versions.join(' | ')),
    plain(`${engine.name}: ${available ? (version ?? 'OK') : (reason ?? '—')}`),
    start === undefined ? undefined : { ja: `このマシンでは: ${start.ja}`, en: `on this machine: ${start.en}` },
  );
}

async function tellTarget({ target }: StepContext): Promise<Text> {
  const keys = Object.keys(target.environment).filter((name) => name.startsWith('AWS_'));
  return { ja: `接続先は ${target.kind}、リージョンは ${target.region}、渡される変数は ${keys.join('、')} です`, en: `the target is ${target.kind} in ${target.region}; the variables passed on are ${keys.join(', ')}` };
}

function tellTemplate({ workspace }: StepContext): Text {
  return workspace.exists(workspace.templateFile)
    ? { ja: `テンプレートは ${workspace.templateFile} にあります`, en: `the template is at ${workspace.templateFile}` }
    : { ja: `テンプレート ${workspace.templateFile} がありません`, en: `there is no template at ${workspace.templateFile}` };
}

/** "The stack is CREATE_IN_PROGRESS: 2 of 25 resources to go; still coming: LoadBalancer" */
async function tellStack(context: StepContext): Promise<Text> {
  const { aws, target } = context;
  const stack = await aws.stacks.find(names.stack);
  if (stack === undefined) return { ja: `${target.region} にスタック ${names.stack} はありません`, en: `${target.region} has no stack ${names.stack}` };
  if (stack.status === 'CREATE_COMPLETE') return { ja: `スタックは ${stack.status} です`, en: `the stack is ${stack.status}` };
  if (stack.status !== 'CREATE_IN_PROGRESS') {
    const cause = diagnoseStack(await aws.stacks.events(names.stack));
    const told = cause === undefined ? plain('') : tellDiagnosis(cause);
    return { ja: `スタックは ${stack.status} です。${told.ja}`, en: `the stack is ${stack.status}. ${told.en}`.trim() };
  }
  const { planned, standing, coming } = await countResources(context);
  const shown = coming.slice(0, 4).join(', ');
  return {
    ja: `スタックはまだ ${stack.status} です: ${planned} 個のうち、あと ${planned - standing} 個${shown === '' ? '' : `。作成中: ${shown}`}`,
    en: `the stack is still ${stack.status}: ${planned - standing} of ${planned} resources to go${shown === '' ? '' : `; still coming: ${shown}`}`,
  };
}
