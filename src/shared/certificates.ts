import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';

/**
 * The authorities to trust where `bundle` names a file of more of them: a company's own, whose proxy looks into HTTPS. Those
 * that Node trusts stay: its own, those of NODE_EXTRA_CA_CERTS and, where it is told so, those of the system.
 * Throws what the file system says when the bundle cannot be read.
 */
export function authoritiesWith(bundle: string, env: Readonly<Record<string, string | undefined>> = process.env): string[] {
  return [...trustedByNode(env), ...readPem(bundle)];
}

/** The certificates of a PEM file. Throws what the file system says; a file without any is no bundle. */
export function readPem(file: string): string[] {
  const found = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0) throw new Error(`${file} holds no certificate (-----BEGIN CERTIFICATE-----)`);
  return found;
}

/** Node tells them all since 22.15; before, those of NODE_EXTRA_CA_CERTS were not among what it tells. */
function trustedByNode(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] };
  if (getCACertificates !== undefined) return getCACertificates('default');
  const extra = env.NODE_EXTRA_CA_CERTS;
  return extra === undefined || extra === '' ? tls.rootCertificates : [...tls.rootCertificates, ...readQuietly(extra)];
}

/** Node itself goes on without a NODE_EXTRA_CA_CERTS that it cannot read. */
function readQuietly(file: string): string[] {
  try {
    return readPem(file);
  } catch {
    return [];
  }
}
