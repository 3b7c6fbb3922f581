import type { Lookup } from '../proxy/name-address.ts';

/**
 * DynamoDB Local keeps one database per access key and region, refuses keys with `-` or `_`, and checks no
 * signature. All clients of one region must therefore sign with this key and the region's own name: one that
 * signs for another region finds no tables, much as AWS would refuse it.
 */
export const ACCESS_KEY = 'understudy';

/** What an AWS SDK v3 client needs to reach a region of the local cloud. */
export interface RegionClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The same for a client that looks the region's name up, and so meets faults of the name. */
export interface NamedClientConfig extends RegionClientConfig {
  readonly requestHandler: { readonly httpAgent: { readonly lookup: Lookup } };
}

export function clientConfig(endpoint: string, region: string): RegionClientConfig {
  return { endpoint, region, credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: ACCESS_KEY } };
}

export function namedClientConfig(endpoint: string, region: string, lookup: Lookup): NamedClientConfig {
  return { ...clientConfig(endpoint, region), requestHandler: { httpAgent: { lookup } } };
}
