import { isUnsafe, type Role, type RouteSpec } from '@understudy/api-contract';
import { ApiError } from '../errors.ts';
import type { Session, SessionStore } from './session-store.ts';
import type { ListedToken, TokenStore } from './token-store.ts';

/** Who asks. */
export interface Caller {
  /** The id of the token. */
  readonly token: string;
  readonly name: string;
  readonly role: Role;
  readonly session?: Session & { readonly secret: string };
}

export interface Presented {
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
  readonly csrf: string | undefined;
}

export const SESSION_COOKIE = 'understudy_session';

const RANKS: Readonly<Record<Role, number>> = { viewer: 0, operator: 1, admin: 2 };

/**
 * Finds out who asks, and whether they may. A token in the header comes before a cookie.
 * @throws ApiError `UND_API_TOKEN_MISSING`, `_TOKEN_WRONG`, `_CSRF_WRONG`, `_ROLE_TOO_LOW`
 */
export function authenticate(
  route: Pick<RouteSpec, 'role' | 'method'>,
  presented: Presented,
  stores: { readonly tokens: TokenStore; readonly sessions: SessionStore },
): Caller | undefined {
  const { role } = route;
  if (role === 'none') return undefined;
  const caller = callerOf(presented, stores);
  if (caller.session !== undefined && isUnsafe(route) && presented.csrf !== caller.session.csrf)
    throw new ApiError('UND_API_CSRF_WRONG', {
      what: 'The request has a session and no valid x-understudy-csrf.',
    });
  if (RANKS[caller.role] < RANKS[role])
    throw new ApiError('UND_API_ROLE_TOO_LOW', {
      what: `${caller.name} has the role ${caller.role}; this needs ${role}.`,
      details: { role: caller.role, needs: role },
    });
  return caller;
}

function callerOf(
  { authorization, cookie }: Presented,
  { tokens, sessions }: { readonly tokens: TokenStore; readonly sessions: SessionStore },
): Caller {
  const bearer = /^Bearer +(\S{1,300}) *$/i.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) return known(tokens.find(bearer), 'The token is not known.');
  if (authorization !== undefined) throw wrong('The header Authorization holds no bearer token.');
  const secret = secretIn(cookie);
  if (secret === undefined)
    throw new ApiError('UND_API_TOKEN_MISSING', { what: 'The request does not say who asks.' });
  const session = sessions.find(secret);
  if (session === undefined) throw wrong('The session is over, or was never opened.');
  return {
    ...known(tokens.byId(session.token), 'The token of the session was revoked.'),
    session: { ...session, secret },
  };
}

function known(token: ListedToken | undefined, what: string): Caller {
  if (token === undefined) throw wrong(what);
  return { token: token.id, name: token.name, role: token.role };
}

function wrong(what: string): ApiError {
  return new ApiError('UND_API_TOKEN_WRONG', { what });
}

/** The session's value in a `Cookie` header. */
function secretIn(cookie: string | undefined): string | undefined {
  for (const pair of (cookie ?? '').split(';')) {
    const [name = '', value = ''] = pair.trim().split('=', 2);
    if (name === SESSION_COOKIE && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}
