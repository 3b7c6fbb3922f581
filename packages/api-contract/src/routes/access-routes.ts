import * as z from 'zod';
import { LoginRequest } from '../schemas/login-request.ts';
import { SessionState, TokensState } from '../schemas/session-state.ts';
import type { RouteSpec } from './route-spec.ts';

/** Who may ask, the stream of events, and the document. */
export const ACCESS_ROUTES = {
  login: {
    method: 'POST',
    path: '/api/v1/session',
    tag: 'access',
    role: 'none',
    summary: 'Turn a token into a session: a cookie that scripts do not see.',
    body: LoginRequest,
    answer: SessionState,
    status: 201,
    errors: ['UND_API_TOKEN_WRONG'],
    example: { body: { token: 'und_…' } },
  },
  session: {
    method: 'GET',
    path: '/api/v1/session',
    tag: 'access',
    role: 'viewer',
    summary: 'Who asks, and what they may do.',
    answer: SessionState,
    status: 200,
  },
  logout: {
    method: 'DELETE',
    path: '/api/v1/session',
    tag: 'access',
    role: 'viewer',
    summary: 'End the session.',
    answer: 'nothing',
    status: 204,
  },
  tokens: {
    method: 'GET',
    path: '/api/v1/tokens',
    tag: 'access',
    role: 'admin',
    summary: 'The tokens by name and role, without their secrets.',
    answer: TokensState,
    status: 200,
  },
  events: {
    method: 'GET',
    path: '/api/v1/events',
    tag: 'state',
    role: 'viewer',
    summary: 'What changes, as server-sent events: reset, change, audit, heartbeat.',
    description:
      'Send the id of the last event as `Last-Event-ID` to go on behind it. Where that is not possible, the first event is a `reset` with the whole state.',
    query: z.object({ lastEventId: z.string().max(400).optional() }),
    answer: 'events',
    status: 200,
    errors: ['UND_API_OVERLOADED'],
  },
  openapi: {
    method: 'GET',
    path: '/api/v1/openapi.json',
    tag: 'operation',
    role: 'none',
    summary: 'This document.',
    answer: z.record(z.string(), z.unknown()),
    status: 200,
  },
  docs: {
    method: 'GET',
    path: '/docs',
    tag: 'operation',
    role: 'none',
    summary: 'This document as a page.',
    answer: 'html',
    status: 200,
  },
} as const satisfies Record<string, RouteSpec>;
