import { STATUS_CODES, type ServerResponse } from 'node:http';

const phrases: Readonly<Record<number, string>> = {
  ...STATUS_CODES,
  408: 'Request Time-out',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

export const serverName = 'awselb/2.0';

/** The page that ALB itself answers with, byte for byte. */
export function albPage(status: number): { readonly phrase: string; readonly body: string } {
  const phrase = phrases[status] ?? '';
  return { phrase, body: pageOf(`${status} ${phrase}`) };
}

function pageOf(title: string): string {
  const lines = ['<html>', `<head><title>${title}</title></head>`, '<body>', `<center><h1>${title}</h1></center>`, '</body>', '</html>', ''];
  return lines.join('\r\n');
}

/** Answers with ALB's own page, or, if the answer has begun already, breaks it off: half an answer must not look whole. */
export function sendAlbPage(response: ServerResponse, status: number): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const { phrase, body } = albPage(status);
  sendOwn(response, status, phrase, 'text/html', body);
}

/** Answers in the load balancer's own name. */
export function sendOwn(
  response: ServerResponse,
  status: number,
  phrase: string,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, phrase, {
    Server: serverName,
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

/** The same page as bytes, for a connection whose request could not even be read. */
export function rawAlbPage(status: number): string {
  const { phrase, body } = albPage(status);
  return (
    `HTTP/1.1 ${status} ${phrase}\r\nServer: ${serverName}\r\nDate: ${new Date().toUTCString()}\r\n` +
    `Content-Type: text/html\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
  );
}
