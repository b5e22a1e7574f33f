import type { Parameter } from '@aws-sdk/client-cloudformation';
import { validationError } from '../errors.js';
import type { ParameterDeclaration, Template } from './template.js';

/** What `Ref` to a parameter gives. */
export type ParameterValue = string | readonly string[];

/**
 * Decides the parameters' texts: given in the request, kept from before (`UsePreviousValue`), or the default.
 * Throws `ValidationError` for missing, unknown and refused values.
 */
export function decideParameters(
  template: Template,
  given: readonly Parameter[],
  previous: Readonly<Record<string, string>> | undefined,
  zones: readonly string[],
): Record<string, string> {
  const strange = given.map(({ ParameterKey = '' }) => ParameterKey).filter((name) => !template.parameters.has(name));
  if (strange.length > 0) throw validationError(`Parameters: [${strange.join(', ')}] do not exist in the template`);

  const decided: Record<string, string> = {};
  const missing: string[] = [];
  for (const [name, declaration] of template.parameters) {
    const parameter = given.find((candidate) => candidate.ParameterKey === name);
    if (parameter?.UsePreviousValue && parameter.ParameterValue !== undefined) {
      throw validationError(`Invalid input for parameter key ${name}. Cannot specify usePreviousValue as true and non empty value for a parameter`);
    }
    const value = parameter?.UsePreviousValue ? previous?.[name] : (parameter?.ParameterValue ?? declaration.defaultValue);
    if (value === undefined) missing.push(name);
    else decided[name] = value;
  }
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  for (const [name, declaration] of template.parameters) checkValue(name, declaration, decided[name] ?? '', zones);
  return decided;
}

export function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

export function parameterValue(declaration: ParameterDeclaration, text: string): ParameterValue {
  if (!isListType(declaration.type)) return text;
  return text === '' ? [] : text.split(',').map((item) => item.trim());
}

function checkValue(name: string, declaration: ParameterDeclaration, text: string, zones: readonly string[]): void {
  const { type, allowedValues, minLength, maxLength, minValue, maxValue } = declaration;
  const items = isListType(type) ? [...parameterValue(declaration, text)] : [text];
  const refuse = (why: string) => {
    const { constraintDescription } = declaration;
    return validationError(constraintDescription === undefined ? `Parameter '${name}' ${why}` : `Parameter ${name} failed to satisfy constraint: ${constraintDescription}`);
  };
  for (const item of items) {
    if (/Number/.test(type) && (item === '' || !Number.isFinite(Number(item)))) throw validationError(`Parameter '${name}' must be a number`);
    if (allowedValues && !allowedValues.includes(item)) throw refuse(`must be one of AllowedValues`);
    if (!matchesPattern(declaration, item)) throw refuse(`must match pattern ${declaration.allowedPattern ?? ''}`);
    if (minLength !== undefined && item.length < minLength) throw refuse(`must contain at least ${minLength} characters`);
    if (maxLength !== undefined && item.length > maxLength) throw refuse(`must contain at most ${maxLength} characters`);
    if (minValue !== undefined && Number(item) < minValue) throw refuse(`must be a number not less than ${minValue}`);
    if (maxValue !== undefined && Number(item) > maxValue) throw refuse(`must be a number not greater than ${maxValue}`);
    if (type.includes('AvailabilityZone::Name') && !zones.includes(item)) {
      throw validationError(`Parameter validation failed: parameter value ${item} for parameter name ${name} does not exist`);
    }
  }
}

function matchesPattern({ allowedPattern }: ParameterDeclaration, item: string): boolean {
  if (allowedPattern === undefined) return true;
  try {
    return new RegExp(`^(?:${allowedPattern})$`).test(item);
  } catch {
    throw validationError(`Template validation error: Invalid AllowedPattern ${allowedPattern}`);
  }
}
