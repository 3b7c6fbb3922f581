import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { ServiceName } from '../types.ts';

/** The endpoint of a region's service. */
export type EndpointOf = (region: string, service: ServiceName) => URL;

/**
 * The endpoints of the regions: their own where the topology gives them one, otherwise AWS's, by the SDK's rules; FIPS and
 * dual-stack as the environment and the profile say (`AWS_USE_FIPS_ENDPOINT`, `use_dualstack_endpoint`, …).
 * @param region any: the SDK's clients need one to be made
 */
export async function awsEndpoints(
  region: string,
  own: ReadonlyMap<string, string | undefined>,
): Promise<EndpointOf> {
  const dynamodb = new DynamoDBClient({ region });
  const streams = new DynamoDBStreamsClient({ region });
  const { useFipsEndpoint, useDualstackEndpoint } = dynamodb.config;
  const [UseFIPS, UseDualStack] = await Promise.all([useFipsEndpoint(), useDualstackEndpoint()]);
  const known = { dynamodb: new Map<string, URL>(), streams: new Map<string, URL>() };
  const find: EndpointOf = (name, service) => {
    const given = own.get(name);
    if (given !== undefined) return new URL(given);
    const { endpointProvider } = (service === 'streams' ? streams : dynamodb).config;
    return endpointProvider({ Region: name, UseFIPS, UseDualStack }).url;
  };
  return (name, service) => {
    const found = known[service].get(name) ?? find(name, service);
    known[service].set(name, found);
    return found;
  };
}
