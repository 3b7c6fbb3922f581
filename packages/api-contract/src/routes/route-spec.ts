import type * as z from 'zod';
import type { ApiErrorCode } from '../schemas/error-answer.ts';
import type { Role } from '../schemas/session-state.ts';

/** One route of the API, as data: the server, the document and the clients are made from it. */
export interface RouteSpec {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With parameters as OpenAPI writes them: `/api/v1/moves/{move}`. */
  readonly path: string;
  readonly tag:
    'state' | 'history' | 'orders' | 'records' | 'access' | 'balancers' | 'operation' | 'local cloud';
  readonly summary: string;
  readonly description?: string;
  /** Who may ask; `none`: without a token. */
  readonly role: Role | 'none';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Whether it needs the header `Idempotency-Key`: the same key again is the same request, and changes nothing. */
  readonly keyed?: true;
  /** What it answers: JSON of a schema, a stream of events, text, or nothing. */
  readonly answer: z.ZodType | 'events' | 'text' | 'html' | 'nothing';
  readonly status: 200 | 201 | 204;
  /** Statuses besides, that are no errors of the API: a balancer's check that says no. */
  readonly also?: Readonly<Record<number, string>>;
  /** Errors besides those that every route of its kind has. */
  readonly errors?: readonly ApiErrorCode[];
  readonly example?: {
    readonly params?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}
