import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/**
 * The configuration of a client with its own endpoint. FIPS and dual-stack, which the environment or a profile may ask
 * for, choose among AWS's endpoints: together with another one the SDK refuses them.
 */
export function ownEndpoint(endpoint: string | undefined): OwnEndpoint | undefined {
  return endpoint === undefined
    ? undefined
    : { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false };
}

type OwnEndpoint = Pick<DynamoDBClientConfig, 'useFipsEndpoint' | 'useDualstackEndpoint'> & {
  readonly endpoint: string;
};
