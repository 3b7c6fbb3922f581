import { carriesCredentials, isEndpoint, isLoopback } from './is-endpoint.ts';

/**
 * One text for each endpoint, so that two ways to write one are equal: without regard to case, a trailing dot or slash,
 * the scheme's own port, and with `localhost`, 127.0.0.1 and ::1 as one host. `undefined` where it is no endpoint.
 * Other addresses of 127.0.0.0/8, and names below `localhost`, are separate hosts: local regions differ by them. AWS's own endpoint follows from the
 * region's name, so spelling it out equals leaving it out.
 */
export function comparableEndpoint(region: string, endpoint: string | undefined): string | undefined {
  const url = endpoint ?? awsEndpoint(region);
  if (!isEndpoint(url) || carriesCredentials(url)) return undefined;
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/\.$/, '');
  const isSeparate = (host.startsWith('127.') && host !== '127.0.0.1') || host.endsWith('.localhost');
  const here = isLoopback(`http://${host}`) && !isSeparate;
  return `${here ? 'localhost' : host}:${port === '' ? DEFAULT_PORTS[protocol] : port}`;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

function awsEndpoint(region: string): string {
  return `https://dynamodb.${region}.amazonaws.com`;
}
