import type { Parameter, Tag } from '@aws-sdk/client-cloudformation';
import type { Cloudformation } from '../cloudformation.js';
import { notInSandbox, validationError } from '../errors.js';
import type { StackDefinition } from '../model.js';
import { requireCapability } from '../template/capabilities.js';
import { decideParameters } from '../template/parameters.js';
import { readTemplate } from '../template/read-template.js';

interface DefinitionInput {
  readonly TemplateBody?: string;
  readonly TemplateURL?: string;
  readonly UsePreviousTemplate?: boolean;
  readonly Parameters?: Parameter[];
  readonly Capabilities?: string[];
  readonly NotificationARNs?: string[];
  readonly Tags?: Tag[];
  readonly StackPolicyBody?: string;
  readonly StackPolicyURL?: string;
  readonly ResourceTypes?: string[];
}

/**
 * What a request wants a stack to be, its template read and its parameters and capabilities checked. On an update
 * what is not said stays as in `previous`.
 */
export function stackDefinition({ context }: Cloudformation, input: DefinitionInput, previous?: StackDefinition): StackDefinition {
  refuseUnsupported(input);
  const templateBody = input.UsePreviousTemplate ? previous?.templateBody : input.TemplateBody;
  if (templateBody === undefined) throw validationError('Either Template URL or Template Body must be specified.');
  if (input.UsePreviousTemplate && input.TemplateBody !== undefined) {
    throw validationError('You cannot specify both usePreviousTemplate and a template body.');
  }
  const template = readTemplate(templateBody);
  requireCapability(template, input.Capabilities ?? []);
  return {
    templateBody,
    parameters: decideParameters(template, input.Parameters ?? [], previous?.parameters, context.account.zones),
    tags: input.Tags === undefined ? (previous?.tags ?? {}) : readTags(input.Tags),
    capabilities: input.Capabilities ?? [],
    notificationArns: input.NotificationARNs ?? previous?.notificationArns ?? [],
  };
}

export function checkStackName(name: string): void {
  if (!/^[a-zA-Z][-a-zA-Z0-9]*$/.test(name)) {
    throw validationError(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
  if (name.length > 128) {
    throw validationError(`1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must have length less than or equal to 128`);
  }
}

function refuseUnsupported(input: DefinitionInput): void {
  if (input.TemplateURL !== undefined) throw notInSandbox('TemplateURL: there is no S3 here. Send the text as TemplateBody');
  if (input.StackPolicyBody !== undefined || input.StackPolicyURL !== undefined) throw notInSandbox('stack policies');
  if (input.ResourceTypes !== undefined && input.ResourceTypes.length > 0) throw notInSandbox('ResourceTypes');
}

function readTags(given: readonly Tag[]): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const { Key = '', Value = '' } of given) {
    if (Key === '') throw validationError('Tag keys must not be empty.');
    if (Key.toLowerCase().startsWith('aws:')) throw validationError(`aws: prefixed tag key names are not allowed for external use.`);
    if (Key in tags) throw validationError(`Duplicate tag key ${Key}`);
    tags[Key] = Value;
  }
  if (Object.keys(tags).length > 50) throw validationError('A stack can have at most 50 tags.');
  return tags;
}
