import type { AwsError } from '../aws-error.js';
import type { RawResponse } from '../service.js';
import { isJson, type ServiceDescriptor } from './service-catalogue.js';

/** An error in the envelope of the service's protocol. */
export function writeError(error: AwsError, service: ServiceDescriptor, requestId: string): RawResponse {
  if (isJson(service.protocol)) return writeJsonError(error, contentTypeOf(service), requestId);
  const text = service.protocol === 'ec2Query' ? ec2Envelope(error, requestId) : queryEnvelope(error, service, requestId);
  return { status: error.status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body: text };
}

/** botocore reads the code only from the body's `__type`. */
export function writeJsonError(error: AwsError, contentType: string, requestId: string): RawResponse {
  return {
    status: error.status,
    headers: { 'content-type': contentType, 'x-amzn-requestid': requestId, 'x-amzn-errortype': error.code },
    body: JSON.stringify({ __type: error.code, message: error.message, ...error.fields }),
  };
}

export function contentTypeOf(service: ServiceDescriptor): string {
  if (service.protocol === 'awsJson1_0') return 'application/x-amz-json-1.0';
  return service.protocol === 'awsJson1_1' ? 'application/x-amz-json-1.1' : 'text/xml';
}

function queryEnvelope({ code, message, status, fields }: AwsError, { xmlNamespace }: ServiceDescriptor, requestId: string): string {
  const type = status >= 500 ? 'Receiver' : 'Sender';
  const extra = Object.entries(fields).map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`);
  return (
    `<ErrorResponse xmlns="${xmlNamespace}"><Error><Type>${type}</Type><Code>${escapeXml(code)}</Code>` +
    `<Message>${escapeXml(message)}</Message>${extra.join('')}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`
  );
}

function ec2Envelope({ code, message }: AwsError, requestId: string): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${escapeXml(code)}</Code>` +
    `<Message>${escapeXml(message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`
  );
}

function escapeXml(text: string): string {
  return text
    .replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`)
    // XML 1.0 has no way to write these, not even escaped.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
