import type { DynamoDBClientResolvedConfig } from '@aws-sdk/client-dynamodb';
import type { FailoverEngine } from '../failover-engine.ts';
import type { Settings } from '../options.ts';
import type { MarkedContext } from './sdk-stack.ts';

type Endpoint = ReturnType<DynamoDBClientResolvedConfig['endpointProvider']>;

/** Resolves region and endpoint of each attempt by its handler context. Returns where each region was last reached. */
export function followAttempts(
  config: DynamoDBClientResolvedConfig,
  engine: FailoverEngine,
  { endpoints }: Settings,
): (region: string) => Promise<URL> {
  const resolve = config.endpointProvider;
  const used = new Map<string, URL>();
  /** By the SDK's own result, which it caches by the parameters. */
  const signed = new WeakMap<Endpoint, Endpoint>();
  const inRegion = (params: Parameters<typeof resolve>[0], context: object, region: string): Endpoint => {
    const { Endpoint: _none, ...rest } = params;
    const endpoint = endpoints.get(region);
    const resolved = resolve({ ...rest, Region: region, ...ownEndpoint(endpoint) }, context);
    const known = signed.get(resolved);
    if (known !== undefined) return known;
    used.set(region, resolved.url);
    // The SDK caches the first region it signed for, unless the endpoint names one.
    const scheme = { name: 'sigv4', signingName: 'dynamodb', signingRegion: region, properties: {} };
    const made = { ...resolved, properties: { ...resolved.properties, authSchemes: [scheme] } };
    signed.set(resolved, made);
    return made;
  };
  config.endpointProvider = (params, context = {}) => {
    const { understudy: mark } = context as MarkedContext;
    const region = mark === undefined || mark.kind === 'respond' ? engine.writer : mark.attempt.region;
    return inRegion(params, context, region);
  };
  return async (region) => {
    const known = used.get(region);
    if (known !== undefined) return known;
    const [UseFIPS, UseDualStack] = await Promise.all([
      config.useFipsEndpoint(),
      config.useDualstackEndpoint(),
    ]);
    return inRegion({ UseFIPS, UseDualStack }, {}, region).url;
  };
}

/** FIPS and dual-stack choose among AWS's endpoints: with an own endpoint the SDK refuses them. */
function ownEndpoint(endpoint: string | undefined): object {
  return endpoint === undefined ? {} : { Endpoint: endpoint, UseFIPS: false, UseDualStack: false };
}
