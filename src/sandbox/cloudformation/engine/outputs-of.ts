import { templateFormatError, validationError } from '../errors.js';
import type { StackOutput } from '../model.js';
import type { Blueprint } from '../template/blueprint.js';
import { resourcesOf } from './blueprint-of.js';
import type { Run } from './run.js';

/** The stack's outputs, once its resources exist. */
export function outputsOf(run: Run, blueprint: Blueprint): StackOutput[] {
  const resources = resourcesOf(run.stacks, run.stackId);
  return [...blueprint.outputs].map(([key, { value, description, exportName }]) => {
    const name = exportName === undefined ? undefined : text(key, blueprint.evaluate(exportName, resources));
    refuseTakenExport(run, name);
    return { key, value: text(key, blueprint.evaluate(value, resources)), description, exportName: name };
  });
}

function text(key: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw templateFormatError(`Output ${key} is malformed. The Value field of every Outputs member must evaluate to a String.`);
}

function refuseTakenExport({ stacks, stackId }: Run, name: string | undefined): void {
  if (name === undefined) return;
  const owner = stacks.stacks
    .values()
    .find((stack) => stack.id !== stackId && stack.status !== 'DELETE_COMPLETE' && stack.outputs.some((output) => output.exportName === name));
  if (owner) throw validationError(`Export with name ${name} is already exported by stack ${owner.name}. Rollback requested by user.`);
}
