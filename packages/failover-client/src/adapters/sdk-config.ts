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
    // One attempt: a retry inside the SDK would hide whether a write may have been applied.
    maxAttempts: 1,
    retryMode: 'standard',
    // A cached handler shares one context between requests.
    cacheMiddleware: false,
    // An endpoint from the environment would apply to every region.
    ignoreConfiguredEndpointUrls: true,
    ...noEndpointDiscovery,
    logger: config.logger ?? new NoOpLogger(),
    requestHandler: withTimeouts(config.requestHandler, limits.attemptTimeoutMs),
  };
}

/**
 * Like the SDK's default logger, which it recognises by this name, but without `info` and `error`: for a logger that has
 * them the SDK prepares every request and answer.
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

/** A request handler of the caller keeps its time limits; the attempt's signal limits it in any case. */
function withTimeouts(
  given: DynamoDBClientConfig['requestHandler'],
  attemptTimeoutMs: number,
): NonNullable<DynamoDBClientConfig['requestHandler']> {
  if (given !== undefined && 'handle' in given && typeof given.handle === 'function') return given;
  return {
    // Less than an attempt: a connection that is not established in time proves that nothing was sent.
    connectionTimeout: Math.max(1, Math.floor(attemptTimeoutMs / 2)),
    requestTimeout: attemptTimeoutMs,
    throwOnRequestTimeout: true,
    socketTimeout: attemptTimeoutMs,
    ...given,
  };
}
