import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { RouteSpec } from '@understudy/api-contract';
import { limitEvents } from '@understudy/telemetry';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AttemptLimiter } from '../access/attempt-limiter.ts';
import { authenticate, type Caller } from '../access/authenticate.ts';
import { ApiError } from '../errors.ts';
import { accessHandlers } from '../handlers/access-handlers.ts';
import { balancerHandlers } from '../handlers/balancer-handlers.ts';
import { historyHandlers } from '../handlers/history-handlers.ts';
import { localCloudHandlers } from '../handlers/local-cloud-handlers.ts';
import { orderHandlers } from '../handlers/order-handlers.ts';
import { recordHandlers } from '../handlers/record-handlers.ts';
import { stateHandlers } from '../handlers/state-handlers.ts';
import { LIMIT_WINDOW_MS, type ApiLimits } from '../options.ts';
import { KeptAnswers } from '../orders/kept-answers.ts';
import { registerRoutes, type AnyHandler } from './register-routes.ts';
import type { ServerParts } from './server-parts.ts';
import { serveConsole } from './serve-console.ts';
import { toErrorAnswer } from './to-error-answer.ts';

/** Checks of balancers, and what a daemon says of itself, are answered whatever the load is. */
const ALWAYS = /^\/(?:writer|standby|healthz|readyz|metrics|status)(?:\?|$)/;
/** An event loop that is later than this answers nothing in time. In ms. */
const MOST_DELAY_MS = 1_000;

/** Puts the parts together: limits and headers first, then the routes of the contract, then the console. */
export async function buildServer(server: FastifyInstance, parts: ServerParts): Promise<void> {
  const { options, limits } = parts;
  await protect(server, limits, options.tls !== undefined);
  answerErrors(server, parts);
  measure(server, parts);
  registerRoutes(server, { handlers: handlersOf(parts), admit: openAdmission(parts) });
  serveConsole(server, options.console);
}

function handlersOf(parts: ServerParts): Readonly<Record<string, AnyHandler>> {
  const { options, state, recorder } = parts;
  const { sources, clock, randomness, version, telemetry } = options;
  const kept = new KeptAnswers();
  const onAuditFault = (error: unknown, what: string) => {
    telemetry.event('api.audit_failed', { error, what });
  };
  // Each is checked against its route where it is written.
  const handlers: unknown = {
    ...stateHandlers({ state, sources, recorder, version, clock }),
    ...historyHandlers({ state, sources, clock }),
    ...orderHandlers({ state, sources, clock, randomness, kept, onAuditFault }),
    ...recordHandlers({ records: sources.records, topology: sources.topology, kept }),
    ...accessHandlers(parts),
    ...balancerHandlers(parts),
    ...localCloudHandlers(sources.localCloud),
  };
  return handlers as Readonly<Record<string, AnyHandler>>;
}

async function protect(server: FastifyInstance, limits: ApiLimits, isTls: boolean): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isTls && { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'no-referrer' },
  });
  await server.register(rateLimit, {
    max: limits.requests,
    timeWindow: LIMIT_WINDOW_MS,
    allowList: (request) => ALWAYS.test(request.url),
    errorResponseBuilder: (_request, { max }) =>
      new ApiError('UND_API_TOO_MANY_REQUESTS', { what: `More than ${String(max)} requests within 10 s.` }),
  });
  await server.register(underPressure, {
    maxEventLoopDelay: MOST_DELAY_MS,
    pressureHandler: (request, reply) => {
      if (ALWAYS.test(request.url)) return;
      void reply.header('retry-after', '2');
      throw new ApiError('UND_API_OVERLOADED', { what: 'The process is late with its work.' });
    },
  });
}

/** Who asks, and whether they may; wrong tokens of one address are slowed down. */
function openAdmission({ options, limits, tokens, sessions }: ServerParts) {
  const { clock } = options;
  const attempts = new AttemptLimiter({ clock, most: limits.wrongTokens, windowMs: LIMIT_WINDOW_MS });
  return (route: RouteSpec, request: FastifyRequest): Caller | undefined => {
    const { authorization, cookie } = request.headers;
    const csrf = request.headers['x-understudy-csrf'];
    try {
      const presented = { authorization, cookie, csrf: typeof csrf === 'string' ? csrf : undefined };
      return authenticate(route, presented, { tokens, sessions });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'UND_API_TOKEN_WRONG') {
        if (attempts.waitMs(request.ip) > 0)
          throw new ApiError('UND_API_TOO_MANY_REQUESTS', {
            what: 'Too many wrong tokens came from this address.',
          });
        attempts.note(request.ip);
      }
      throw error;
    }
  };
}

function answerErrors(server: FastifyInstance, { options: { telemetry } }: ServerParts): void {
  const report = limitEvents({
    onEvent: (name, facts) => {
      telemetry.event(name, facts);
    },
    isLimited: () => true,
  });
  server.setErrorHandler(async (error, request, reply) => {
    const { status, body, isFault } = toErrorAnswer(error);
    const { code } = body.error;
    const operation = operationOf(request);
    telemetry.count('understudy_api_refusals_total', { code });
    if (isFault) report('api.failed', { operation, error });
    else report('api.refused', { operation, code, status: String(status), address: request.ip });
    if (status === 401) void reply.header('www-authenticate', 'Bearer realm="understudy"');
    if (status === 429 || status === 503)
      if (!reply.hasHeader('retry-after')) void reply.header('retry-after', '2');
    await reply
      .code(status)
      .header('cache-control', 'no-store')
      .type('application/json')
      .send(JSON.stringify(body));
  });
}

function measure(server: FastifyInstance, { options: { telemetry }, hub, state }: ServerParts): void {
  server.addHook('onResponse', async (request, reply) => {
    const status = `${String(Math.floor(reply.statusCode / 100))}xx`;
    telemetry.count('understudy_api_requests_total', { operation: operationOf(request), status });
    telemetry.observe('understudy_api_request_duration_seconds', reply.elapsedTime / 1_000);
    telemetry.gauge('understudy_api_streams', hub.streams);
    telemetry.gauge('understudy_api_snapshot_age_seconds', (state.ageMs() ?? NaN) / 1_000);
  });
}

function operationOf(request: FastifyRequest): string {
  const { operation } = request.routeOptions.config as { readonly operation?: string };
  return operation ?? 'console';
}
