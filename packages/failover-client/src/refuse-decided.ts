import { FailoverClientError } from './errors.ts';

const DECIDED = [
  'region',
  'endpoint',
  'endpointProvider',
  'maxAttempts',
  'retryMode',
  'retryStrategy',
  'cacheMiddleware',
] as const;

/** Options that the route and the engine decide. */
export type DecidedHere = (typeof DECIDED)[number];

/** Such an option would be ignored, so it is refused. @throws FailoverClientError `UND_FAILOVER_CLIENT_OPTION_INVALID` */
export function refuseDecided(sdk: object): void {
  const given = DECIDED.find((option) => option in sdk);
  if (given === undefined) return;
  throw new FailoverClientError('UND_FAILOVER_CLIENT_OPTION_INVALID', {
    what: `"${given}" cannot be set, since the client decides it. Regions and endpoints are set in understudy.regions.`,
    details: { option: given },
  });
}
