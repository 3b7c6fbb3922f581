import { systemClock, silentTelemetry, type Clock, type Telemetry } from '@understudy/core';
import { askSources } from './ask-sources.ts';
import { CredentialSources, type GivenCredentials } from './credential-sources.ts';
import { KeptCredentials } from './kept-credentials.ts';

export interface OpenCredentialsOptions {
  /** The caller's: keys that stay as they are, or a function that gives them. Default: the SDK's chain. */
  readonly given?: GivenCredentials | undefined;
  /** The profile of the SDK's chain. Default: the environment's. */
  readonly profile?: string | undefined;
  /** The regions whose credential endpoints are asked, in that order; read at each refresh. */
  readonly regions: () => readonly string[];
  /** Default: the machine's, which does not keep the process alive. */
  readonly clock?: Clock | undefined;
  readonly telemetry?: Telemetry | undefined;
}

/** The next region is asked as well where one is silent for a second; a cold request to STS takes some hundred ms. */
const NEXT_AFTER_MS = 1_000;
const LIMIT_MS = 5_000;

/**
 * The credentials of a process, shared by all its clients: asked for in one region after the other, so that a region that
 * is lost takes no keys with it, kept until they end, and refreshed before.
 */
export function openCredentials({
  given,
  profile,
  regions,
  clock = systemClock({ keepAlive: false }),
  telemetry = silentTelemetry,
}: OpenCredentialsOptions): KeptCredentials {
  const sources = new CredentialSources({
    ...(profile === undefined ? {} : { profile }),
    ...(given === undefined ? {} : { given }),
  });
  const limits = { clock, nextAfterMs: NEXT_AFTER_MS, limitMs: LIMIT_MS };
  return new KeptCredentials({
    ask: () => askSources(sources.inOrder(regions()), limits),
    clock,
    telemetry,
  });
}
