import type { ServerResponse } from 'node:http';
import type { AuthorizationTokens, TokenState } from '../authorization-tokens.js';

/**
 * Basic authentication with the password that GetAuthorizationToken gave, user AWS:
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html
 */
export function authenticate(header: string | undefined, tokens: AuthorizationTokens): TokenState | 'malformed' {
  const [, encoded] = /^Basic\s+([A-Za-z0-9+/_=-]+)$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return 'unknown';
  const [user, ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  if (user !== 'AWS') return 'unknown';
  const state = tokens.check(password.join(':'));
  // No token at all, or one of another region or account, spoils the request; another user is merely nobody.
  return state === 'unknown' ? 'malformed' : state;
}

/** The refusal to the byte as ECR sends it: clients show their own words for it ("no basic auth credentials"). */
export function answerUnauthorized(response: ServerResponse, host: string): void {
  const body = 'Not Authorized\n';
  response.writeHead(401, {
    'Www-Authenticate': `Basic realm="http://${host}/",service="ecr.amazonaws.com"`,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': body.length,
  });
  response.end(body);
}

/** What ECR says to a password that is none of its own: https://github.com/aws/aws-cli/issues/5317 */
export function answerBadToken(response: ServerResponse): void {
  response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': 0 });
  response.end();
}
