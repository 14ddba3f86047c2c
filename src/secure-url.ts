/** Why a URL must not be called, or `undefined`: plain http would show the token to everyone on the way. */
export function insecureUrlReason(url: URL, allowInsecureHttp: boolean): string | undefined {
  if (url.protocol === 'https:') return undefined;
  if (url.protocol !== 'http:') return `the protocol ${url.protocol} is not https.`;
  if (allowInsecureHttp || isLoopback(url.hostname)) return undefined;
  return 'plain http is readable on the way. Use https, or set allowInsecureHttp: true for a network of your own.';
}

/** This machine: `localhost`, 127.0.0.0/8 and `[::1]`. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/**
 * What stands for a proxy that is not configured: for this machine none, whatever `HTTP_PROXY` says, since plain http
 * would show the proxy the key; for all others the environment's.
 */
export function proxyFor(url: { readonly hostname: string }): false | undefined {
  return isLoopback(url.hostname) ? false : undefined;
}
