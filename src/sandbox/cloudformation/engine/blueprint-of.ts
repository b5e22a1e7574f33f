import type { SandboxContext } from '../../context.js';
import { templateError, validationError } from '../errors.js';
import type { StackDefinition } from '../model.js';
import type { Provider } from '../providers/provider.js';
import type { Stacks } from '../stacks.js';
import { drawBlueprint, type Blueprint, type Resources } from '../template/blueprint.js';
import { readTemplate } from '../template/read-template.js';

interface Tools {
  readonly context: SandboxContext;
  readonly stacks: Stacks;
  readonly providers: ReadonlyMap<string, Provider>;
  /** Told of every name that the template imports. */
  readonly onImport?: (exportName: string) => void;
}

/** The blueprint of a stack's definition; throws `ValidationError` for what is wrong with it. */
export function blueprintOf({ context, stacks, providers, onImport }: Tools, stack: { name: string; id: string }, definition: StackDefinition): Blueprint {
  return drawBlueprint(readTemplate(definition.templateBody), {
    parameters: definition.parameters,
    account: context.account,
    stack: { ...stack, notificationArns: definition.notificationArns },
    imported: (name) => {
      onImport?.(name);
      return exportedValue(stacks, name);
    },
    attributesOf: (type) => providers.get(type)?.attributes,
  });
}

/** What the stack's resources are now. */
export function resourcesOf(stacks: Stacks, stackId: string): Resources {
  return {
    ref: (logicalId) => stacks.resource(stackId, logicalId)?.physicalId,
    attribute: (logicalId, name) => {
      const value = stacks.resource(stackId, logicalId)?.attributes[name];
      if (value === undefined) throw templateError(`resource ${logicalId} does not support attribute type ${name} in Fn::GetAtt`);
      return value;
    },
  };
}

function exportedValue(stacks: Stacks, name: string): string {
  for (const stack of stacks.stacks.values()) {
    if (stack.status === 'DELETE_COMPLETE') continue;
    const output = stack.outputs.find((candidate) => candidate.exportName === name);
    if (output) return output.value;
  }
  throw validationError(`No export named ${name} found.`);
}
