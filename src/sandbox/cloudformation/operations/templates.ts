import type {
  GetTemplateCommandInput,
  GetTemplateCommandOutput,
  GetTemplateSummaryCommandInput,
  GetTemplateSummaryCommandOutput,
  ValidateTemplateCommandInput,
  ValidateTemplateCommandOutput,
} from '@aws-sdk/client-cloudformation';
import type { Handler } from '../../service.js';
import type { Cloudformation } from '../cloudformation.js';
import { notInSandbox, templateFormatError, validationError } from '../errors.js';
import { neededCapability, type NeededCapability } from '../template/capabilities.js';
import { readTemplate } from '../template/read-template.js';
import { referencesIn } from '../template/references.js';
import type { Template } from '../template/template.js';

/** The template as it was sent. */
export function getTemplate({ stacks }: Cloudformation): Handler<GetTemplateCommandInput, GetTemplateCommandOutput> {
  return ({ StackName, ChangeSetName }) => {
    if (ChangeSetName !== undefined) throw notInSandbox('GetTemplate of a change set');
    if (StackName === undefined) throw validationError('StackName is required if ChangeSetName is not specified.');
    return { TemplateBody: stacks.find(StackName).definition.templateBody, StagesAvailable: ['Original', 'Processed'] };
  };
}

export function getTemplateSummary({ stacks }: Cloudformation): Handler<GetTemplateSummaryCommandInput, GetTemplateSummaryCommandOutput> {
  return ({ StackName, TemplateBody, TemplateURL }) => {
    if (TemplateURL !== undefined) throw notInSandbox('TemplateURL: there is no S3 here. Send the text as TemplateBody');
    const body = StackName === undefined ? TemplateBody : stacks.find(StackName).definition.templateBody;
    if (body === undefined) throw validationError('Either Template URL or Template Body must be specified.');
    const template = readTemplate(body);
    return {
      ...described(template),
      Parameters: [...template.parameters].map(([key, declaration]) => ({
        ParameterKey: key,
        DefaultValue: declaration.defaultValue,
        ParameterType: declaration.type,
        NoEcho: declaration.noEcho,
        Description: declaration.description,
        ParameterConstraints: declaration.allowedValues && { AllowedValues: [...declaration.allowedValues] },
      })),
      ResourceTypes: [...new Set([...template.resources.values()].map(({ type }) => type))],
      Version: template.version ?? '2010-09-09',
      Metadata: template.metadata === undefined ? undefined : JSON.stringify(template.metadata),
    };
  };
}

/** Structure, types and references; what parameters decide is not known here. */
export function validateTemplate({ providers }: Cloudformation): Handler<ValidateTemplateCommandInput, ValidateTemplateCommandOutput> {
  return ({ TemplateBody, TemplateURL }) => {
    if (TemplateURL !== undefined) throw notInSandbox('TemplateURL: there is no S3 here. Send the text as TemplateBody');
    if (TemplateBody === undefined) throw validationError('Either Template URL or Template Body must be specified.');
    const template = readTemplate(TemplateBody);
    const unknown = [...template.resources.values()].map(({ type }) => type).filter((type) => !providers.has(type));
    if (unknown.length > 0) throw templateFormatError(`Unrecognized resource types: [${[...new Set(unknown)].join(', ')}]`);
    refuseUnresolved(template);
    return {
      ...described(template),
      Parameters: [...template.parameters].map(([key, { defaultValue, noEcho, description }]) => ({
        ParameterKey: key,
        DefaultValue: defaultValue,
        NoEcho: noEcho,
        Description: description,
      })),
    };
  };
}

function described(template: Template) {
  const needed: NeededCapability | undefined = neededCapability(template);
  return {
    Description: template.description,
    Capabilities: needed && [needed.capability],
    CapabilitiesReason: needed && `The following resource(s) require capabilities: [${needed.types.join(', ')}]`,
  };
}

function refuseUnresolved(template: Template): void {
  const isKnown = (name: string) => name.startsWith('AWS::') || template.resources.has(name) || template.parameters.has(name);
  for (const [block, values] of [
    ['Resources', [...template.resources.values()].map(({ properties }) => properties)],
    ['Outputs', [...template.outputs.values()].map(({ value, exportName }) => [value, exportName])],
  ] as const) {
    const names = referencesIn([...values]).map(({ name }) => name);
    const unresolved = [...new Set(names.filter((name) => !isKnown(name)))];
    if (unresolved.length > 0) {
      throw templateFormatError(`Unresolved resource dependencies [${unresolved.join(', ')}] in the ${block} block of the template`);
    }
  }
}
