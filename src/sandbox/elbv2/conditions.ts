import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { isIPv4, isIPv6 } from 'node:net';
import { notInSandbox, validationError } from './errors.js';

const mostValues = 5;
const longestValue = 128;
const once = ['host-header', 'path-pattern', 'http-request-method', 'source-ip'];

/** Conditions of a rule as AWS shows them again: `Values` of the old form beside the config of the new one. */
export function readConditions(conditions: readonly RuleCondition[] | undefined): RuleCondition[] {
  if (!conditions || conditions.length === 0) throw validationError('A condition must be specified');
  for (const field of once) {
    if (conditions.filter(({ Field }) => Field === field).length > 1) throw validationError(`A rule can have only one condition with field '${field}'`);
  }
  const read = conditions.map(readCondition);
  const count = read.reduce((sum, condition) => sum + valuesOf(condition).length, 0);
  if (count > mostValues) throw validationError(`A rule can have at most ${mostValues} condition values`);
  return read;
}

/** The values of a condition, whichever form it was given in; pairs of a query string count as one each. */
export function valuesOf(condition: RuleCondition): readonly unknown[] {
  const { PathPatternConfig, HostHeaderConfig, HttpHeaderConfig, HttpRequestMethodConfig, SourceIpConfig, QueryStringConfig } = condition;
  const config = PathPatternConfig ?? HostHeaderConfig ?? HttpHeaderConfig ?? HttpRequestMethodConfig ?? SourceIpConfig ?? QueryStringConfig;
  return config?.Values ?? condition.Values ?? [];
}

function readCondition(condition: RuleCondition): RuleCondition {
  const { Field } = condition;
  const withRegex = [condition, condition.PathPatternConfig, condition.HostHeaderConfig, condition.HttpHeaderConfig];
  if (withRegex.some((part) => part && 'RegexValues' in part && (part.RegexValues?.length ?? 0) > 0)) throw notInSandbox('regular expressions in rule conditions');
  switch (Field) {
    case 'path-pattern': {
      const Values = texts(Field, condition.PathPatternConfig?.Values ?? condition.Values);
      return { Field, Values, PathPatternConfig: { Values } };
    }
    case 'host-header': {
      const Values = texts(Field, condition.HostHeaderConfig?.Values ?? condition.Values);
      return { Field, Values, HostHeaderConfig: { Values } };
    }
    case 'http-header': {
      const { HttpHeaderName } = condition.HttpHeaderConfig ?? {};
      if (!HttpHeaderName || HttpHeaderName.toLowerCase() === 'host') throw validationError('A condition on an HTTP header needs the name of a header other than Host');
      return { Field, HttpHeaderConfig: { HttpHeaderName, Values: texts(Field, condition.HttpHeaderConfig?.Values) } };
    }
    case 'http-request-method': {
      const Values = texts(Field, condition.HttpRequestMethodConfig?.Values);
      if (Values.some((value) => !/^[A-Z_-]{1,40}$/.test(value))) throw validationError('An HTTP request method has only upper-case letters, hyphens and underscores');
      return { Field, HttpRequestMethodConfig: { Values } };
    }
    case 'source-ip': {
      const Values = texts(Field, condition.SourceIpConfig?.Values);
      const wrong = Values.find((value) => !isCidr(value));
      if (wrong !== undefined) throw validationError(`The source IP '${wrong}' must be in CIDR format`);
      return { Field, SourceIpConfig: { Values } };
    }
    case 'query-string': {
      const Values = condition.QueryStringConfig?.Values ?? [];
      if (Values.length === 0 || Values.some(({ Value }) => !Value)) throw validationError("A condition value must be specified for field 'query-string'");
      return { Field, QueryStringConfig: { Values } };
    }
    default:
      throw validationError(`Condition field '${String(Field)}' must be one of '[http-request-method, host-header, http-header, query-string, path-pattern, source-ip]'`);
  }
}

function texts(field: string, values: readonly string[] | undefined): string[] {
  if (!values || values.length === 0) throw validationError(`A condition value must be specified for field '${field}'`);
  if (values.some((value) => value.length === 0 || value.length > longestValue)) throw validationError(`A condition value must have 1 to ${longestValue} characters`);
  return [...values];
}

function isCidr(text: string): boolean {
  const [address = '', bits = ''] = text.split('/');
  if (!/^\d{1,3}$/.test(bits)) return false;
  return (isIPv4(address) && Number(bits) <= 32) || (isIPv6(address) && Number(bits) <= 128);
}
