import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  API_ROUTES,
  ERROR_STATUS,
  ErrorAnswer,
  errorsOf,
  isUnsafe,
  type Role,
  type RouteSpec,
} from '@understudy/api-contract';
import type * as z from 'zod';
import { DEAD_LETTER, LEDGER_RECORD } from './test-support/sample-desk.ts';
import { TestApi, type AskOptions } from './test-support/test-api.ts';

const api = new TestApi();
beforeAll(async () => {
  await api.start();
  await api.service.propose('a-proposal');
});
afterAll(() => api.close());

type Route = readonly [id: string, route: RouteSpec];
const ROUTES: readonly Route[] = (Object.entries(API_ROUTES) as readonly Route[]).filter(
  ([, { answer }]) => answer !== 'events',
);
const only = (fits: (route: RouteSpec) => boolean) => ROUTES.filter(([, route]) => fits(route));
const RANKS: readonly (Role | 'none')[] = ['none', 'viewer', 'operator', 'admin'];

const record = (route: RouteSpec) => (route.path.includes('dead-letters') ? DEAD_LETTER : LEDGER_RECORD);
const known = (route: RouteSpec): Readonly<Record<string, string>> => ({
  record: record(route),
  subject: 'us-east-1',
  intent: 'a-proposal',
  move: 'move-1',
  entry: '001800000000000~i-1',
});
/** Names that are well formed, and belong to nothing. */
const unknown = (route: RouteSpec) => ({
  record: `${record(route)}x`,
  subject: 'no-such-thing',
  intent: 'nothing',
  move: 'm',
  entry: '001800000000000~x',
});

function pathOf(route: RouteSpec, names = known(route)): string {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(names[name] ?? ''),
  );
  const query = route.example?.query;
  return query === undefined ? path : `${path}?${new URLSearchParams(query).toString()}`;
}

const codeOf = (json: unknown) => ErrorAnswer.parse(json).error.code;

/** A valid request of a route, with changes. */
function send(
  route: RouteSpec,
  { names, ...options }: AskOptions & { names?: Readonly<Record<string, string>> },
) {
  const body = options.text === undefined &&
    route.example?.body !== undefined && { body: route.example.body };
  const headers = {
    ...(route.keyed === true && { 'idempotency-key': crypto.randomUUID() }),
    ...options.headers,
  };
  return api.ask(pathOf(route, names), { method: route.method, ...body, ...options, headers });
}

/** The answer is one that the document has for the route, in its form and without anything more. */
function expectDocumented([id, route]: Route, { status, json }: { status: number; json: unknown }): void {
  const isOps = route.also?.[status] !== undefined && !ErrorAnswer.safeParse(json).success;
  if (isOps || (status === route.status && typeof route.answer === 'string')) return;
  if (status === route.status) {
    const parsed = (route.answer as z.ZodType).safeParse(json);
    expect([id, parsed.error?.issues]).toEqual([id, undefined]);
    expect(parsed.data).toEqual(json);
    return;
  }
  const { error } = ErrorAnswer.parse(json);
  expect(ErrorAnswer.parse(json)).toEqual(json);
  expect([id, errorsOf(route)]).toEqual([id, expect.arrayContaining([error.code])]);
  expect([id, status]).toEqual([id, ERROR_STATUS[error.code]]);
  expect([id, status]).not.toEqual([id, 500]);
}

describe.each(['viewer', 'operator', 'admin'] as const)('the role %s', (role) => {
  it.each(ROUTES)('is answered as documented: %s', async (id, route) => {
    const answer = await send(route, { token: api.tokens[role] });
    expectDocumented([id, route], answer);
    const may = RANKS.indexOf(role) >= RANKS.indexOf(route.role);
    expect(answer.status === 403).toBe(!may);
    if (!may) expect(codeOf(answer.json)).toBe('UND_API_ROLE_TOO_LOW');
  });
});

describe('a request without a token, or with a wrong one', () => {
  it.each(only(({ role }) => role === 'none'))('is answered as documented: %s', async (id, route) => {
    expectDocumented([id, route], await send(route, {}));
  });

  it.each(only(({ role }) => role !== 'none'))('is refused: %s', async (_id, route) => {
    const without = await send(route, {});
    expect([without.status, codeOf(without.json)]).toEqual([401, 'UND_API_TOKEN_MISSING']);
    for (const wrong of ['und_00000000_x', api.tokens.admin.slice(0, -1), `${api.tokens.admin}x`]) {
      const refused = await send(route, { token: wrong });
      expect([refused.status, codeOf(refused.json)]).toEqual([401, 'UND_API_TOKEN_WRONG']);
    }
    const basic = await send(route, { headers: { authorization: 'Basic YTpi' } });
    expect([basic.status, codeOf(basic.json)]).toEqual([401, 'UND_API_TOKEN_WRONG']);
  });
});

describe('a body', () => {
  const WITH_BODY = only(({ body }) => body !== undefined);
  const token = api.tokens.admin;

  it.each(WITH_BODY)('that breaks its schema is refused before anything changes: %s', async (_id, route) => {
    const before = JSON.stringify(await api.service.control.readIntents());
    for (const text of [
      ' ',
      '{',
      'null',
      '[]',
      '{}',
      '"x"',
      '{"reason":7,"more":true}',
      '{"__proto__":{}}',
    ]) {
      const answer = await send(route, { token, text });
      expect([text, answer.status, codeOf(answer.json)]).toEqual([text, 400, 'UND_API_REQUEST_INVALID']);
    }
    const more = { ...(route.example?.body as object), more: true };
    const answer = await send(route, { token, body: more });
    expect([answer.status, codeOf(answer.json)]).toEqual([400, 'UND_API_REQUEST_INVALID']);
    expect(JSON.stringify(await api.service.control.readIntents())).toBe(before);
  });

  it.each(WITH_BODY)('that is too large, or not JSON, is refused: %s', async (_id, route) => {
    const large = await send(route, { token, text: JSON.stringify({ reason: 'x'.repeat(70_000) }) });
    expect([large.status, codeOf(large.json)]).toEqual([413, 'UND_API_BODY_TOO_LARGE']);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': 'key-00000001',
    };
    const form = await send(route, { token, text: 'a=b', headers });
    expect([form.status, codeOf(form.json)]).toEqual([415, 'UND_API_MEDIA_TYPE_REFUSED']);
  });
});

it.each(only(({ params }) => params !== undefined))('an unknown name is not found: %s', async (id, route) => {
  const answer = await send(route, { token: api.tokens.admin, names: unknown(route) });
  expectDocumented([id, route], answer);
  expect(answer.status).toBe(404);
});

it.each(only(({ keyed }) => keyed === true))('an order without a key is refused: %s', async (_id, route) => {
  for (const key of ['', 'short', 'with blanks in it', 'x'.repeat(129)]) {
    const answer = await send(route, { token: api.tokens.admin, headers: { 'idempotency-key': key } });
    expect([answer.status, codeOf(answer.json)]).toEqual([400, 'UND_API_KEY_MISSING']);
  }
});

it.each(only((route) => isUnsafe(route) && route.role !== 'none'))(
  'a session without its value against forged requests is refused: %s',
  async (_id, route) => {
    const login = await api.ask('/api/v1/session', { method: 'POST', body: { token: api.tokens.admin } });
    const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    for (const csrf of [undefined, 'x']) {
      const headers = { cookie, ...(csrf !== undefined && { 'x-understudy-csrf': csrf }) };
      const forged = await send(route, { headers });
      expect([forged.status, codeOf(forged.json)]).toEqual([403, 'UND_API_CSRF_WRONG']);
    }
  },
);

it.each(['GET', 'POST', 'DELETE', 'PUT', 'PATCH'])(
  'a path that does not exist is not found by %s',
  async (method) => {
    const answer = await api.ask('/api/v1/nothing', { method, token: api.tokens.admin });
    expect([answer.status, codeOf(answer.json)]).toEqual([404, 'UND_API_NOT_FOUND']);
  },
);

it('no answer and no event has a secret in it', async () => {
  const secrets = Object.values(api.tokens);
  for (const [, route] of ROUTES) {
    const { text } = await send(route, { token: api.tokens.admin });
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  }
  const events = JSON.stringify(api.telemetry);
  expect(secrets.filter((secret) => events.includes(secret))).toEqual([]);
});
