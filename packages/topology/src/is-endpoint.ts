/** Whether a URL, well-formed or not, has a user or a password: any text before an `@` may be one. */
export function carriesCredentials(endpoint: string): boolean {
  return endpoint.includes('@');
}

/** A URL of http or https with a host, perhaps a port, and nothing else. */
export function isEndpoint(endpoint: string): boolean {
  return /^https?:\/\/[^/?#\s\\]+\/?$/i.test(endpoint) && URL.canParse(endpoint);
}

/** Whether an endpoint is on this machine: 127.0.0.0/8, ::1, localhost, or a name below it (RFC 6761). */
export function isLoopback(endpoint: string | undefined): boolean {
  if (endpoint === undefined || !isEndpoint(endpoint)) return false;
  const { hostname } = new URL(endpoint);
  return /^(?:(?:.+\.)?localhost|\[::1\]|127(?:\.\d{1,3}){3})$/.test(hostname);
}
