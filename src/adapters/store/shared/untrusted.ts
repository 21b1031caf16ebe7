/** What Node says of a certificate that it does not trust. https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const UNTRUSTED = /CERT|ALTNAME|UNABLE_TO_|CRL_|HOSTNAME_MISMATCH|ERR_SSL|ERR_TLS/;

/** Whether a connection failed since the two sides did not agree on TLS. */
export function isUntrusted(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNTRUSTED.test(String(error.code));
}
