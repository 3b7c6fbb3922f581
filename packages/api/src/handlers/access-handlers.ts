import { API_ROUTES, openApiDocument, type QueryOf } from '@understudy/api-contract';
import type { FastifyReply } from 'fastify';
import { SESSION_COOKIE, type Caller } from '../access/authenticate.ts';
import { ApiError } from '../errors.ts';
import { documentPage } from '../http/document-page.ts';
import type { ServerParts } from '../http/server-parts.ts';
import { streamEvents } from '../http/stream-events.ts';
import { JsonText, type HandledRequest } from './handled-request.ts';

/** Logging in and out, the stream of events, and the document. */
export function accessHandlers({ options, limits, tokens, sessions, hub }: ServerParts) {
  const secure = options.tls === undefined ? '' : '; Secure';
  const cookie = (value: string, seconds: number) =>
    `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${String(seconds)}${secure}`;
  const document = new JsonText(JSON.stringify(openApiDocument(API_ROUTES)));
  const page = documentPage(API_ROUTES);
  return {
    login: ({ body }: HandledRequest<'login'>, reply: FastifyReply) => {
      const token = tokens.find(body.token);
      if (token === undefined) throw new ApiError('UND_API_TOKEN_WRONG', { what: 'The token is not known.' });
      const { secret, session } = sessions.open(token.id);
      const seconds = Math.floor((session.untilMs - options.clock.wallMs()) / 1_000);
      void reply.header('set-cookie', cookie(secret, seconds));
      const { name, role } = token;
      return { name, role, csrf: session.csrf, untilMs: session.untilMs };
    },
    session: ({ caller }: HandledRequest<'session'>) => {
      const { name, role, session } = requireCaller(caller);
      return { name, role, ...(session !== undefined && { csrf: session.csrf, untilMs: session.untilMs }) };
    },
    logout: ({ caller }: HandledRequest<'logout'>, reply: FastifyReply) => {
      const { session } = requireCaller(caller);
      if (session !== undefined) sessions.end(session.secret);
      void reply.header('set-cookie', cookie('', 0));
    },
    tokens: () => ({ tokens: tokens.list() }),
    events: async ({ caller, query }: HandledRequest<'events'>, reply: FastifyReply) => {
      if (hub.streams >= limits.streams)
        throw new ApiError('UND_API_OVERLOADED', { what: `${String(hub.streams)} streams are open.` });
      const { token, session } = requireCaller(caller);
      const mayListen = () =>
        tokens.byId(token) !== undefined &&
        (session === undefined || session.untilMs > options.clock.wallMs());
      await streamEvents(reply, { hub, lastEventId: lastIdOf(reply, query), mayListen });
    },
    openapi: () => document,
    docs: (_request: HandledRequest<'docs'>, reply: FastifyReply) =>
      reply.type('text/html; charset=utf-8').send(page),
  };
}

/** A browser sends the header by itself; a script that opens its stream again gives the parameter. */
function lastIdOf(reply: FastifyReply, { lastEventId }: QueryOf<'events'>): string | undefined {
  const header = reply.request.headers['last-event-id'];
  return typeof header === 'string' ? header : lastEventId;
}

function requireCaller(caller: Caller | undefined): Caller {
  if (caller !== undefined) return caller;
  throw new ApiError('UND_API_TOKEN_MISSING', { what: 'The request does not say who asks.' });
}
