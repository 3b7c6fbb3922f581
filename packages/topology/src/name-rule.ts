import type { TopologyProblemCode } from './errors.ts';

export interface NameRule {
  readonly code: TopologyProblemCode;
  readonly expected: string;
  readonly pattern: RegExp;
}

export const SERVICE_NAME: NameRule = {
  code: 'UND_TOPOLOGY_SERVICE_NAME_INVALID',
  expected: '1 to 63 of the characters a-z, 0-9 and -, a letter first',
  pattern: /^[a-z][a-z0-9-]{0,62}$/,
};

/** The form of AWS's names (`us-gov-west-1`, `eusc-de-east-1`); a version keeps 20 characters for one. */
export const REGION_NAME: NameRule = {
  code: 'UND_TOPOLOGY_REGION_NAME_INVALID',
  expected: "AWS's name of a region, at most 20 characters, such as us-east-1",
  pattern: /^(?=.{1,20}$)[a-z]{2,5}(-[a-z]+){1,3}-\d{1,2}$/,
};

/** DynamoDB's rule (Developer Guide, "Naming rules"). */
export const TABLE_NAME: NameRule = {
  code: 'UND_TOPOLOGY_TABLE_NAME_INVALID',
  expected: '3 to 255 of the characters a-z, A-Z, 0-9, _, - and a full stop',
  pattern: /^[a-zA-Z0-9_.-]{3,255}$/,
};

/** Tables of Understudy's own in the data regions and in the witness. */
export const RESERVED_TABLE_PREFIX = 'understudy-';

export function isReservedTable(name: string): boolean {
  return name.toLowerCase().startsWith(RESERVED_TABLE_PREFIX);
}

/** DynamoDB takes attribute names up to 64 KB, 255 bytes where an index may use them; `aws:` is AWS's own. */
export function isStampAttribute(name: string): boolean {
  const bytes = new TextEncoder().encode(name).length;
  return bytes >= 1 && bytes <= 255 && !name.toLowerCase().startsWith('aws:');
}

/** Whether a URL, well-formed or not, has a user or a password: whatever stands before an `@` may be one. */
export function carriesCredentials(endpoint: string): boolean {
  return endpoint.includes('@');
}

/** A URL of http or https with a host, perhaps a port, and nothing else. */
export function isEndpoint(endpoint: string): boolean {
  return /^https?:\/\/[^/?#\s\\]+\/?$/i.test(endpoint) && URL.canParse(endpoint);
}

/** Whether an endpoint is on this machine: 127.0.0.0/8, ::1 or localhost. */
export function isLoopback(endpoint: string | undefined): boolean {
  if (endpoint === undefined || !isEndpoint(endpoint)) return false;
  const { hostname } = new URL(endpoint);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
