import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Clock } from '@understudy/core';
import { GatewayError } from '../errors.ts';
import type { ServiceName, SigningKeys } from '../types.ts';

export type Credentials = DynamoDBClientConfig['credentials'];

/** Credentials and AWS's endpoints, from the SDK. */
export interface AwsKnowledge {
  /**
   * Cached until they expire.
   * @throws GatewayError `UND_GATEWAY_CREDENTIALS_MISSING`
   */
  readonly credentials: () => SigningKeys | Promise<SigningKeys>;
  readonly endpointOf: (region: string, service: ServiceName) => URL;
  close(): void;
}

/** The SDK renews credentials this long before they expire. */
const RENEWED_BEFORE_MS = 300_000;

export interface AwsKnowledgeOptions {
  /** Any region: the SDK's clients need one to be made. */
  readonly region: string;
  /** Default: the SDK's chain (environment, profile, container, instance role). */
  readonly credentials: Credentials;
  /** Endpoints of regions that are not at AWS's own. */
  readonly endpoints: ReadonlyMap<string, string | undefined>;
  readonly clock: Clock;
}

export function askSdk({ region, credentials, endpoints, clock }: AwsKnowledgeOptions): AwsKnowledge {
  const config = { region, ...(credentials === undefined ? {} : { credentials }) };
  const dynamodb = new DynamoDBClient(config);
  const streams = new DynamoDBStreamsClient(config);
  const known = { dynamodb: new Map<string, URL>(), streams: new Map<string, URL>() };
  let kept: { readonly keys: SigningKeys; readonly untilMs: number } | undefined;
  const ask = async () => {
    try {
      const keys = await dynamodb.config.credentials();
      kept = { keys, untilMs: (keys.expiration?.getTime() ?? Infinity) - RENEWED_BEFORE_MS };
      return keys;
    } catch (cause) {
      throw new GatewayError('UND_GATEWAY_CREDENTIALS_MISSING', {
        what: `The credential chain failed: ${cause instanceof Error ? cause.message : String(cause)}`,
        cause,
      });
    }
  };
  return {
    credentials: () => (kept !== undefined && clock.wallMs() < kept.untilMs ? kept.keys : ask()),
    endpointOf: (name, service) => {
      const found = known[service].get(name);
      if (found !== undefined) return found;
      const own = endpoints.get(name);
      const { endpointProvider } = (service === 'streams' ? streams : dynamodb).config;
      const url =
        own === undefined
          ? endpointProvider({ Region: name, UseFIPS: false, UseDualStack: false }).url
          : new URL(own);
      known[service].set(name, url);
      return url;
    },
    close: () => {
      dynamodb.destroy();
      streams.destroy();
    },
  };
}
