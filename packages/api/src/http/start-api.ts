import type { AddressInfo } from 'node:net';
import { isLoopback } from '@understudy/telemetry/is-loopback';
import { limitEvents, listenError } from '@understudy/telemetry';
import Fastify, { type FastifyInstance } from 'fastify';
import { SessionStore } from '../access/session-store.ts';
import { TokenStore } from '../access/token-store.ts';
import { ApiError } from '../errors.ts';
import { DEFAULT_API_LIMITS, type ApiOptions } from '../options.ts';
import { MetricsRecorder } from '../state/metrics-recorder.ts';
import { ServiceState } from '../state/service-state.ts';
import { AuditTail } from '../stream/audit-tail.ts';
import { EventHub } from '../stream/event-hub.ts';
import { buildServer } from './build-server.ts';

export interface StartedApi {
  /** `http://host:port`, or https, with the port that was taken. */
  readonly address: string;
  /** Ends every request and stream, and stops reading. */
  close(): Promise<void>;
}

const AUDIT_EVERY_MS = 2_000;

/**
 * Serves the API until it is closed.
 * @throws ApiError `UND_API_EXPOSED`, `_TLS_INVALID`, `_TOKENS_INVALID`; TelemetryError where it can't listen
 */
export async function startApi(options: ApiOptions): Promise<StartedApi> {
  const { sources, host, port, tls, tokens: path, clock, randomness, telemetry } = options;
  if (tls === undefined && !isLoopback(host))
    throw new ApiError('UND_API_EXPOSED', { what: `"${host}" is no loopback address.`, details: { host } });
  const limits = { ...DEFAULT_API_LIMITS, ...options.limits };
  const report = limitEvents({
    onEvent: (name, facts) => {
      telemetry.event(name, facts);
    },
    isLimited: () => true,
  });
  const onFault = (error: unknown) => {
    report('api.failed', { error });
  };
  const tokens = new TokenStore(path, (error) => {
    telemetry.event('api.tokens_failed', { error });
  });
  tokens.load();
  const sessions = new SessionStore(path.replace(/(\.json)?$/, '-sessions.json'), clock);
  sessions.load();
  const server = openServer(tls, limits.bodyBytes);
  const state = new ServiceState({ sources, clock, randomness, everyMs: limits.everyMs, onFault });
  const { control } = sources;
  const tail =
    control &&
    new AuditTail({
      control,
      clock,
      everyMs: Math.max(AUDIT_EVERY_MS, limits.everyMs),
      onFault,
      onLines: (lines) => {
        hub.addLines(lines);
      },
    });
  const hub = new EventHub({ state, clock, onFault, ...(tail !== undefined && { tail }) });
  const recorder = new MetricsRecorder({ state, clock, onFault });
  await buildServer(server, { options, limits, tokens, sessions, state, hub, recorder });
  const stop = async () => {
    await Promise.all([hub.stop(), recorder.stop(), tail?.stop(), state.stop()]);
  };
  try {
    await Promise.all([state.start(), tail?.readNow().catch(() => undefined)]);
    hub.start();
    tail?.start();
    recorder.start();
    await server.listen({ host, port });
  } catch (error) {
    await stop();
    await server.close();
    throw isSystemError(error) ? listenError(error, host, port) : error;
  }
  return {
    address: addressOf(server, tls !== undefined),
    close: async () => {
      await stop();
      server.server.closeAllConnections();
      await server.close();
    },
  };
}

function openServer(tls: ApiOptions['tls'], bodyLimit: number): FastifyInstance {
  const common = {
    bodyLimit,
    logger: false,
    // Names of records are long.
    routerOptions: { maxParamLength: 3_000 },
    requestTimeout: 10_000,
    forceCloseConnections: true,
    return503OnClosing: true,
  } as const;
  if (tls === undefined) return Fastify(common);
  try {
    // The type of a server with TLS differs in members that none here uses.
    const server: unknown = Fastify({ ...common, https: { ...tls, minVersion: 'TLSv1.2' } });
    return server as FastifyInstance;
  } catch (cause) {
    throw new ApiError('UND_API_TLS_INVALID', {
      what: `The certificate or its key: ${(cause as Error).message}.`,
      cause,
    });
  }
}

function isSystemError(error: unknown): boolean {
  return typeof (error as { readonly syscall?: unknown }).syscall === 'string';
}

function addressOf({ server }: FastifyInstance, isTls: boolean): string {
  const bound = server.address() as AddressInfo;
  const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
  return `${isTls ? 'https' : 'http'}://${name}:${String(bound.port)}`;
}
