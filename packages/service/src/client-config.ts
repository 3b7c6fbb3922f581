import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { ownEndpoint } from './own-endpoint.ts';

/** A region, or an endpoint of the control store, as the topology names it. */
export interface RegionAddress {
  /** AWS's name of the region. */
  readonly name: string;
  /** AWS's own endpoint of the region unless given. */
  readonly endpoint?: string | undefined;
}

/** How one kind of client sends its requests. */
export interface ClientOptions {
  /** Attempts of one request, the first included: 1 unless given. */
  readonly attempts?: number;
  /** Connections of one client: 16 unless given. */
  readonly sockets?: number;
  /** Time limit of a connection and of an attempt, in ms: `attemptTimeoutMs` of the topology's limits unless given. */
  readonly timeoutMs?: number;
  /** Time limit of an answer, in ms: `timeoutMs` unless given. */
  readonly answerMs?: number;
}

/** The SDK's configuration of a client, of DynamoDB and of its streams alike. */
export type ClientConfig = Pick<
  DynamoDBClientConfig,
  | 'region'
  | 'endpoint'
  | 'ignoreConfiguredEndpointUrls'
  | 'useFipsEndpoint'
  | 'useDualstackEndpoint'
  | 'maxAttempts'
  | 'requestHandler'
  | 'credentials'
>;

export interface ClientConfigOptions extends ClientOptions {
  /** `attemptTimeoutMs` of the service's limits. */
  readonly attemptTimeoutMs: number;
  readonly credentials?: DynamoDBClientConfig['credentials'];
}

/**
 * How a client of `address` is configured. The topology alone says where a region answers: an endpoint that the
 * environment or a profile configures (`AWS_ENDPOINT_URL_DYNAMODB`, a `services` section) would lead every region to one
 * place. FIPS and dual-stack settings choose among AWS's own endpoints, so they hold where the topology gives none.
 */
export function clientConfig(
  { name, endpoint }: RegionAddress,
  {
    attempts = 1,
    sockets = 16,
    attemptTimeoutMs,
    timeoutMs = attemptTimeoutMs,
    answerMs = timeoutMs,
    credentials,
  }: ClientConfigOptions,
): ClientConfig {
  const agent = { maxSockets: sockets, keepAlive: true };
  return {
    region: name,
    maxAttempts: attempts,
    requestHandler: {
      connectionTimeout: timeoutMs,
      requestTimeout: answerMs,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
    ignoreConfiguredEndpointUrls: true,
    ...ownEndpoint(endpoint),
    ...(credentials !== undefined && { credentials }),
  };
}
