import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { GatewayError } from '../errors.ts';
import type { ServiceName, SigningKeys } from '../types.ts';

export type Credentials = DynamoDBClientConfig['credentials'];

/** What the SDK knows better than we: where its credentials come from, and where AWS's endpoints are. */
export interface AwsKnowledge {
  /** @throws GatewayError `UND_GATEWAY_CREDENTIALS_MISSING` */
  readonly credentials: () => Promise<SigningKeys>;
  readonly endpointOf: (region: string, service: ServiceName) => URL;
  close(): void;
}

/**
 * @param given credentials; the SDK's own chain (environment, profile, container, instance) unless given
 * @param endpoints of regions that are not at AWS's own
 */
export function askSdk(
  region: string,
  given: Credentials,
  endpoints: ReadonlyMap<string, string | undefined>,
): AwsKnowledge {
  const config = { region, ...(given === undefined ? {} : { credentials: given }) };
  const dynamodb = new DynamoDBClient(config);
  const streams = new DynamoDBStreamsClient(config);
  const known = new Map<string, URL>();
  return {
    credentials: async () => {
      try {
        return await dynamodb.config.credentials();
      } catch (cause) {
        throw new GatewayError('UND_GATEWAY_CREDENTIALS_MISSING', {
          what: `The credential chain gave none: ${cause instanceof Error ? cause.message : String(cause)}`,
          cause,
        });
      }
    },
    endpointOf: (name, service) => {
      const id = `${service} ${name}`;
      const found = known.get(id);
      if (found !== undefined) return found;
      const own = endpoints.get(name);
      const { endpointProvider } = (service === 'streams' ? streams : dynamodb).config;
      const url =
        own === undefined
          ? endpointProvider({ Region: name, UseFIPS: false, UseDualStack: false }).url
          : new URL(own);
      known.set(id, url);
      return url;
    },
    close: () => {
      dynamodb.destroy();
      streams.destroy();
    },
  };
}
