import type { UnderstudyOptions } from '@understudy/failover-client/engine';
import type { Credentials } from './adapters/ask-sdk.ts';
import { GatewayError } from './errors.ts';
import { isLoopback } from './is-loopback.ts';
import type { AccessKeys } from './verify-signature.ts';

/** A certificate chain and its private key, PEM. */
export interface TlsFiles {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

export interface GatewayOptions {
  /** The service, as the failover client takes it. */
  readonly understudy: UnderstudyOptions;
  /** What requests to the regions are signed with; the SDK's own chain unless given. */
  readonly credentials?: Credentials;
  /** `127.0.0.1` unless given; on an address that is not loopback `tls` and `keys` are demanded. */
  readonly host?: string | undefined;
  /** 8000 unless given; 0 takes a free one. */
  readonly port?: number | undefined;
  readonly tls?: TlsFiles | undefined;
  /** Keys of those who may use the gateway; where given, every request's signature is verified. */
  readonly keys?: AccessKeys | undefined;
  /** Whether operations that change tables go to the writer region; refused unless given. */
  readonly allowTableChanges?: boolean | undefined;
  readonly limits?: Partial<GatewayLimits> | undefined;
  /** Gets the gateway's events with their facts; `logger.event` of `@understudy/telemetry`, for example. */
  readonly onEvent?: ((name: string, facts: Readonly<Record<string, unknown>>) => void) | undefined;
}

export interface GatewayLimits {
  /** Requests under way; past it SDKs are told to slow down. */
  readonly maxInFlight: number;
  /** Bytes of one request's body; DynamoDB takes 16 MB. */
  readonly maxBodyBytes: number;
  /** Bytes of all bodies that are held at once. */
  readonly maxHeldBytes: number;
  /** Connections to each region's endpoint. */
  readonly upstreamConnections: number;
  /** How long a client may take to send a request's headers, in ms. */
  readonly headersTimeoutMs: number;
  /** How long a client may take to send a whole request, in ms. */
  readonly requestTimeoutMs: number;
  /** How long a client may take to read an answer once it is written, in ms. */
  readonly answerTimeoutMs: number;
  /** How long an idle connection of a client is kept, in ms. */
  readonly idleTimeoutMs: number;
  /** How long requests under way may take at shutdown before those that wait are ended, in ms. */
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
  // Longer than SDKs keep theirs: who closes first spoils the request that is on its way.
  idleTimeoutMs: 600_000,
  drainMs: 10_000,
};

export const DEFAULT_PORT = 8_000;
export const DEFAULT_HOST = '127.0.0.1';

/**
 * The limits, with nothing left open.
 * @throws GatewayError `UND_GATEWAY_OPTION_INVALID`, `UND_GATEWAY_EXPOSED`
 */
export function resolveLimits({ host = DEFAULT_HOST, tls, keys, limits }: GatewayOptions): GatewayLimits {
  if (!isLoopback(host) && (tls === undefined || keys === undefined || keys.size === 0)) {
    const lacking = [...(tls === undefined ? ['TLS'] : []), ...(keys?.size ? [] : ['keys'])];
    throw new GatewayError('UND_GATEWAY_EXPOSED', {
      what: `"${host}" is no loopback address, and there is no ${lacking.join(' and no ')}.`,
      details: { host },
    });
  }
  const settled = { ...DEFAULT_LIMITS, ...limits };
  for (const [name, value] of Object.entries(settled)) {
    if (Number.isSafeInteger(value) && value > 0) continue;
    throw new GatewayError('UND_GATEWAY_OPTION_INVALID', {
      what: `${name} is ${String(value)}, but should be a whole number above 0.`,
      details: { name, value },
    });
  }
  return settled;
}
