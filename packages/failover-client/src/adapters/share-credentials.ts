import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Clock } from '@understudy/core';
import type { Route } from '@understudy/route';
import { credentialRegions, openCredentials } from '@understudy/service/aws';
import type { RouteSource, Settings } from '../options.ts';

export interface ShareCredentialsContext {
  readonly settings: Settings;
  readonly route: RouteSource;
  readonly clock: Clock;
  /** The last route seen, if any. */
  readonly lastSeen: () => Route | undefined;
}

/**
 * The caller's configuration with credentials that the client shares with its clients of the route and of the fences. The SDK
 * would ask STS in the first region that each of them signs for, for the life of the process. Keys that do not change, and a
 * chain of the caller's, stay as they are.
 */
export function shareCredentials(
  sdk: DynamoDBClientConfig,
  { settings, route, clock, lastSeen }: ShareCredentialsContext,
): DynamoDBClientConfig {
  const { credentials: given, profile } = sdk;
  if (typeof given === 'object' || (given === undefined && 'credentialDefaultProvider' in sdk)) return sdk;
  const witness = 'witness' in route ? route.witness.endpoints.map(({ name }) => name) : [];
  const kept = openCredentials({
    given,
    profile,
    regions: () => credentialRegions(lastSeen(), settings.regions, witness),
    clock,
    telemetry: settings.telemetry,
  });
  return { ...sdk, credentials: async () => kept.keys() };
}
