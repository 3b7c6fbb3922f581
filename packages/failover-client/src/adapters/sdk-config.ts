import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { FailoverEngine } from '../failover-engine.ts';
import type { Settings } from '../options.ts';

/** The SDK's own configuration, without what the engine decides. */
export function sdkConfig(
  config: DynamoDBClientConfig,
  { limits }: Settings,
  engine: () => FailoverEngine,
): DynamoDBClientConfig {
  return {
    ...config,
    region: async () => engine().writer,
    // One attempt beneath our own loop: a retry out of sight would hide whether a write may have applied.
    maxAttempts: 1,
    retryMode: 'standard',
    // A cached handler shares one context between requests.
    cacheMiddleware: false,
    // An endpoint from the environment is one endpoint, and would stand for every region.
    ignoreConfiguredEndpointUrls: true,
    ...noEndpointDiscovery,
    logger: config.logger ?? new NoOpLogger(),
    requestHandler: withTimeouts(config.requestHandler, limits.attemptTimeoutMs),
  };
}

/**
 * The SDK's own, which it makes where none is given and knows by its name, but without `info` and `error`: the SDK
 * prepares every request and answer for a log that has them.
 */
class NoOpLogger {
  declare readonly info: NonNullable<DynamoDBClientConfig['logger']>['info'];
  declare readonly error: NonNullable<DynamoDBClientConfig['logger']>['error'];
  readonly trace = () => {};
  readonly debug = () => {};
  readonly warn = () => {};
}

/** A discovered endpoint is remembered without its region. */
const noEndpointDiscovery = { endpointDiscoveryEnabledProvider: async () => false } as DynamoDBClientConfig;

/** A handler of the caller's own keeps its time limits; the attempt's signal bounds it all the same. */
function withTimeouts(
  given: DynamoDBClientConfig['requestHandler'],
  attemptTimeoutMs: number,
): NonNullable<DynamoDBClientConfig['requestHandler']> {
  if (given !== undefined && 'handle' in given && typeof given.handle === 'function') return given;
  return {
    // Less than the attempt: a connection that does not come about in time says that nothing was sent.
    connectionTimeout: Math.max(1, Math.floor(attemptTimeoutMs / 2)),
    requestTimeout: attemptTimeoutMs,
    throwOnRequestTimeout: true,
    socketTimeout: attemptTimeoutMs,
    ...given,
  };
}
