import type * as z from 'zod';
import type { ApiErrorCode } from '../schemas/error-answer.ts';
import { ACCESS_ROUTES } from './access-routes.ts';
import { BALANCER_ROUTES } from './balancer-routes.ts';
import { HISTORY_ROUTES } from './history-routes.ts';
import { LOCAL_CLOUD_ROUTES } from './local-cloud-routes.ts';
import { ORDER_ROUTES } from './order-routes.ts';
import { RECORD_ROUTES } from './record-routes.ts';
import type { RouteSpec } from './route-spec.ts';
import { STATE_ROUTES } from './state-routes.ts';

/** Every route of the API by its operation's id. */
export const API_ROUTES = {
  ...STATE_ROUTES,
  ...HISTORY_ROUTES,
  ...ORDER_ROUTES,
  ...RECORD_ROUTES,
  ...ACCESS_ROUTES,
  ...BALANCER_ROUTES,
  ...LOCAL_CLOUD_ROUTES,
} as const;

export type RouteId = keyof typeof API_ROUTES;

type Routes = typeof API_ROUTES;
type OutputOf<Id extends RouteId, Member extends string> =
  Routes[Id] extends Readonly<Record<Member, infer Schema extends z.ZodType>> ? z.output<Schema> : undefined;

/** What a handler of a route is given. */
export type ParamsOf<Id extends RouteId> = OutputOf<Id, 'params'>;
export type QueryOf<Id extends RouteId> = OutputOf<Id, 'query'>;
export type BodyOf<Id extends RouteId> = OutputOf<Id, 'body'>;
/** What it answers; `undefined` where that is no JSON. */
export type AnswerOf<Id extends RouteId> = OutputOf<Id, 'answer'>;

/** Whether a request of it changes something. */
export function isUnsafe({ method }: Pick<RouteSpec, 'method'>): boolean {
  return method !== 'GET';
}

/** Every error that a route may answer with. */
export function errorsOf(route: RouteSpec): readonly ApiErrorCode[] {
  const { role, params, query, body, keyed, errors = [] } = route;
  const takes = params !== undefined || query !== undefined || body !== undefined;
  const needed: readonly (readonly [boolean, ...ApiErrorCode[]])[] = [
    [takes, 'UND_API_REQUEST_INVALID'],
    [keyed === true, 'UND_API_KEY_MISSING', 'UND_API_KEY_REUSED'],
    [role !== 'none', 'UND_API_TOKEN_MISSING', 'UND_API_TOKEN_WRONG'],
    [role !== 'none' && role !== 'viewer', 'UND_API_ROLE_TOO_LOW'],
    [role !== 'none' && isUnsafe(route), 'UND_API_CSRF_WRONG'],
    [body !== undefined, 'UND_API_BODY_TOO_LARGE', 'UND_API_MEDIA_TYPE_REFUSED'],
    [true, 'UND_API_TOO_MANY_REQUESTS', 'UND_API_BROKEN', 'UND_API_OVERLOADED'],
  ];
  const common = needed.flatMap(([applies, ...codes]) => (applies ? codes : []));
  return [...new Set([...common, ...errors])];
}
