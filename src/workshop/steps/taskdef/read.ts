import { names } from '../../names.js';
import type { Step } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';

/** Of the many members that AWS fills in, those that this chapter has spoken of. */
const worthReading = ['family', 'revision', 'taskRoleArn', 'executionRoleArn', 'containerDefinitions', 'networkMode', 'cpu', 'memory', 'runtimePlatform', 'requiresCompatibilities'];
const worthReadingOfContainers = ['name', 'image', 'essential', 'portMappings', 'logConfiguration'];

export const readTaskDefinition: Step = {
  id: 'taskdef.read',
  kind: 'moment',
  commands: async () => [`aws ecs describe-task-definition --task-definition ${names.taskFamily}`],
  check: async ({ aws }) => {
    const definition = await aws.taskDefinitions.find(names.taskFamily);
    if (definition !== undefined) return done(...shorten(definition.json).map(plain));
    return notYet(
      { ja: `${names.taskFamily} の JSON を読む`, en: `the JSON of ${names.taskFamily} is read` },
      { ja: 'タスク定義がまだありません', en: 'there is no task definition yet' },
      { ja: '先にタスク定義を登録します。', en: 'Register the task definition first.' },
    );
  },
  // To look is all there is to do, and `check` does it.
  solve: async () => {},
};

/** One member a line. */
function shorten(json: string): string[] {
  const definition = JSON.parse(json) as Record<string, unknown>;
  const containers = (definition['containerDefinitions'] ?? []) as Record<string, unknown>[];
  const read = { ...definition, containerDefinitions: containers.map((container) => pick(container, worthReadingOfContainers)) };
  return Object.entries(pick(read, worthReading)).map(([member, value]) => `"${member}": ${JSON.stringify(value)}`);
}

function pick(from: Record<string, unknown>, members: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(members.filter((member) => from[member] !== undefined).map((member) => [member, from[member]]));
}
