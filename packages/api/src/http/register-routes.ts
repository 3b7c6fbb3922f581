import { API_ROUTES, type RouteId, type RouteSpec } from '@understudy/api-contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../access/authenticate.ts';
import { JsonText, type HandledRequest } from '../handlers/handled-request.ts';
import { readInput, readKey } from './read-input.ts';

/** A handler of any route; each is checked against its route where it is written. */
export type AnyHandler = (request: HandledRequest<RouteId>, reply: FastifyReply) => unknown;

export interface RegisterOptions {
  readonly handlers: Partial<Readonly<Record<RouteId, AnyHandler>>>;
  /** Whether the request may be made, by whom. @throws ApiError */
  readonly admit: (route: RouteSpec, request: FastifyRequest) => Caller | undefined;
}

const ROUTES: readonly (readonly [string, RouteSpec])[] = Object.entries(API_ROUTES);

/** Registers every route of the contract that has a handler: admitted first, then read, then handled. */
export function registerRoutes(server: FastifyInstance, { handlers, admit }: RegisterOptions): void {
  for (const [id, route] of ROUTES) {
    const handler = handlers[id as RouteId];
    if (handler === undefined) continue;
    const callers = new WeakMap<FastifyRequest, Caller>();
    server.route({
      method: route.method,
      url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      config: { operation: id },
      // A stream has no head to look at beforehand.
      exposeHeadRoute: route.answer !== 'events',
      // Before the body is read: who may not ask is not listened to.
      onRequest: async (request) => {
        const caller = admit(route, request);
        if (caller !== undefined) callers.set(request, caller);
      },
      handler: async (request, reply) => {
        const { params, query, body, headers } = request;
        const key = route.keyed === true ? readKey(headers['idempotency-key']) : '';
        const input = readInput(route, { params, query, body });
        const ending = new AbortController();
        reply.raw.once('close', () => {
          ending.abort(new Error('The client has gone.'));
        });
        const { signal } = ending;
        const handled = { ...input, caller: callers.get(request), key, signal };
        const answer = await handler(handled as HandledRequest<RouteId>, reply);
        if (reply.sent) return reply;
        if (route.answer === 'nothing') return reply.code(route.status).send();
        if (typeof route.answer === 'string') return reply.send(answer);
        const text = answer instanceof JsonText ? answer.text : JSON.stringify(answer);
        return reply
          .code(route.status)
          .header('cache-control', 'no-store')
          .type('application/json; charset=utf-8')
          .send(text);
      },
    });
  }
}
