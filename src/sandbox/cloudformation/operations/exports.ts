import type {
  ListExportsCommandInput,
  ListExportsCommandOutput,
  ListImportsCommandInput,
  ListImportsCommandOutput,
} from '@aws-sdk/client-cloudformation';
import type { Handler } from '../../service.js';
import type { Cloudformation } from '../cloudformation.js';
import { blueprintOf } from '../engine/blueprint-of.js';
import { validationError } from '../errors.js';
import type { StackRecord } from '../model.js';

export function listExports({ stacks }: Cloudformation): Handler<ListExportsCommandInput, ListExportsCommandOutput> {
  return () => ({
    Exports: living(stacks.stacks.values()).flatMap((stack) =>
      stack.outputs
        .filter(({ exportName }) => exportName !== undefined)
        .map(({ exportName, value }) => ({ ExportingStackId: stack.id, Name: exportName, Value: value })),
    ),
  });
}

export function listImports(cloudformation: Cloudformation): Handler<ListImportsCommandInput, ListImportsCommandOutput> {
  return ({ ExportName = '' }) => {
    const importers = importersOf(cloudformation, ExportName);
    if (importers.length === 0) throw validationError(`Export '${ExportName}' is not imported by any stack.`);
    return { Imports: importers.map(({ name }) => name) };
  };
}

/** The stacks whose templates import the name. */
export function importersOf(cloudformation: Cloudformation, exportName: string): StackRecord[] {
  return living(cloudformation.stacks.stacks.values()).filter((stack) => importedNames(cloudformation, stack).has(exportName));
}

function importedNames(cloudformation: Cloudformation, stack: StackRecord): Set<string> {
  const names = new Set<string>();
  if (!stack.definition.templateBody.includes('ImportValue')) return names;
  // Drawing the blueprint evaluates every import; the names asked for are what it imports.
  blueprintOf({ ...cloudformation, onImport: (name) => names.add(name) }, stack, stack.definition);
  return names;
}

function living(stacks: readonly StackRecord[]): StackRecord[] {
  return stacks.filter(({ status }) => status !== 'DELETE_COMPLETE');
}
