import type { LookupFunction } from 'node:net';
import type { ClientConfig, RegionAddress } from './client-config.ts';
import type { AwsKeys } from './credentials/kept-credentials.ts';
import { ownEndpoint } from './own-endpoint.ts';

export interface FreshClientOptions {
  readonly credentials: AwsKeys;
  readonly lookup: LookupFunction;
}

/**
 * How a client is configured that shares nothing with any other, and keeps nothing from one request to the next: each makes
 * one attempt, on a separate connection, after a look-up of the name and with a whole TLS handshake. It has no time
 * limit but the signal of each request. The endpoint is chosen as `clientConfig` chooses it.
 */
export function freshClientConfig(
  { name, endpoint }: RegionAddress,
  { credentials, lookup }: FreshClientOptions,
): ClientConfig {
  const agent = { keepAlive: false, lookup };
  return {
    region: name,
    maxAttempts: 1,
    requestHandler: { httpAgent: agent, httpsAgent: { ...agent, maxCachedSessions: 0 } },
    ignoreConfiguredEndpointUrls: true,
    ...ownEndpoint(endpoint),
    credentials,
  };
}
