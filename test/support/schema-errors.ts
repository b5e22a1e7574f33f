import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { packageRoot } from '../../src/shared/package-root.js';

/** What of a JSON text is not as docs/NAME.schema.json promises: nothing is right. */
export function schemaErrors(name: 'verify-report' | 'verify-merge' | 'receipt' | 'plan' | 'doctor', text: string): readonly string[] {
  const ajv = new Ajv2020({ allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(`${packageRoot()}/docs/${name}.schema.json`, 'utf8')) as object);
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}
