import type { UnderstudyOptions } from '@understudy/failover-client/engine';
import type { RegionMonitor } from '@understudy/service';
import type { GivenCredentials } from '@understudy/service/aws';
import { isLoopback } from '@understudy/telemetry/is-loopback';
import { GatewayError } from './errors.ts';
import type { AccessKeys } from './verify-signature.ts';

/** A certificate chain and its private key, in PEM. */
export interface TlsFiles {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

export interface GatewayOptions {
  /** The service, as the failover client takes it. */
  readonly understudy: UnderstudyOptions;
  /** Credentials for requests to the regions. Default: the SDK's chain. Asked for in one region after the other. */
  readonly credentials?: GivenCredentials | undefined;
  /** Default: `127.0.0.1`. An address that is not loopback requires `tls` and `keys`. */
  readonly host?: string | undefined;
  /** Default: 8000; 0 takes a free port. */
  readonly port?: number | undefined;
  readonly tls?: TlsFiles | undefined;
  /** Access keys of clients; where given, every request's signature is verified. */
  readonly keys?: AccessKeys | undefined;
  /** Whether operations that change tables are forwarded to the writer region; otherwise they are refused. */
  readonly allowTableChanges?: boolean | undefined;
  readonly limits?: Partial<GatewayLimits> | undefined;
  /** What is wrong with the regions, for `/readyz`, and with the process, for `/healthz`: a RegionMonitor of `@understudy/service`. */
  readonly health?: Pick<RegionMonitor, 'problems' | 'stalled'> | undefined;
  /** Gets the gateway's events with their facts; `logger.event` of `@understudy/telemetry`, for example. */
  readonly onEvent?: ((name: string, facts: Readonly<Record<string, unknown>>) => void) | undefined;
}

export interface GatewayLimits {
  /** Requests in flight; further ones are throttled. */
  readonly maxInFlight: number;
  /** Bytes of one request's body; DynamoDB takes 16 MB. */
  readonly maxBodyBytes: number;
  /** Bytes of all request bodies in memory. */
  readonly maxHeldBytes: number;
  /** Connections to each region's endpoint. */
  readonly upstreamConnections: number;
  /** How long a client may take to send a request's headers, in ms. */
  readonly headersTimeoutMs: number;
  /** How long a client may take to send a whole request, in ms. */
  readonly requestTimeoutMs: number;
  /** How long a client may take to read an answer, in ms. */
  readonly answerTimeoutMs: number;
  /** How long an idle connection of a client is kept open, in ms. */
  readonly idleTimeoutMs: number;
  /** How long requests in flight may take at shutdown before those that wait for a route fail, in ms. */
  readonly drainMs: number;
}

export const DEFAULT_LIMITS: GatewayLimits = {
  maxInFlight: 512,
  maxBodyBytes: 16 * 1024 * 1024,
  maxHeldBytes: 256 * 1024 * 1024,
  upstreamConnections: 256,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  answerTimeoutMs: 30_000,
  // Longer than SDKs keep theirs: closing first would break a request that is on its way.
  idleTimeoutMs: 600_000,
  drainMs: 10_000,
};

export const DEFAULT_PORT = 8_000;
export const DEFAULT_HOST = '127.0.0.1';

/**
 * The resolved limits.
 * @throws GatewayError `UND_GATEWAY_OPTION_INVALID`, `UND_GATEWAY_EXPOSED`
 */
export function resolveLimits({ host = DEFAULT_HOST, tls, keys, limits }: GatewayOptions): GatewayLimits {
  if (!isLoopback(host) && (tls === undefined || keys === undefined || keys.size === 0)) {
    const lacking = [...(tls === undefined ? ['TLS'] : []), ...(keys?.size ? [] : ['keys'])];
    throw new GatewayError('UND_GATEWAY_EXPOSED', {
      what: `"${host}" is not a loopback address, and requires ${lacking.join(' and ')}.`,
      details: { host },
    });
  }
  const resolved = { ...DEFAULT_LIMITS, ...limits };
  for (const [name, value] of Object.entries(resolved)) {
    if (Number.isSafeInteger(value) && value > 0) continue;
    throw new GatewayError('UND_GATEWAY_OPTION_INVALID', {
      what: `${name} is ${value}, but should be a whole number above 0.`,
      details: { name, value },
    });
  }
  return resolved;
}
