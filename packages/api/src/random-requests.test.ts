import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { API_ROUTES, ERROR_STATUS, ErrorAnswer, errorsOf, type RouteSpec } from '@understudy/api-contract';
import { propertyRuns } from '@understudy/core/testing';
import fc from 'fast-check';
import { DEAD_LETTER, LEDGER_RECORD } from './test-support/sample-desk.ts';
import { TestApi, type Answered } from './test-support/test-api.ts';

const RUNS = propertyRuns(300, 10_000);
const SEED = Number(process.env['UNDERSTUDY_SEED'] ?? 20_261_130);

const api = new TestApi();
beforeAll(() => api.start());
afterAll(() => api.close());

type Route = readonly [id: string, route: RouteSpec];
const ROUTES = (Object.entries(API_ROUTES) as readonly Route[]).filter(
  ([id, { answer }]) => answer !== 'events' && id !== 'logout',
);
const WITH_BODY = ROUTES.filter(([, { body }]) => body !== undefined);

/** Names of real things, near misses, and whatever else. */
const name = fc.oneof(
  fc.constantFrom(
    'us-east-1',
    'eu-central-1',
    'orders',
    'web',
    'move-1',
    LEDGER_RECORD,
    DEAD_LETTER,
    '../..',
    '%00',
  ),
  fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
);

/** A valid body in which one member, at any depth, is drawn again. */
function bent(body: unknown): fc.Arbitrary<unknown> {
  if (typeof body !== 'object' || body === null) return fc.jsonValue({ maxDepth: 2 });
  const names = Object.keys(body);
  return fc
    .record({ name: fc.constantFrom(...names, 'more', '__proto__'), value: fc.jsonValue({ maxDepth: 3 }) })
    .map(({ name: changed, value }) => ({ ...body, [changed]: value }));
}

const bodyOf = (route: RouteSpec): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: bent(route.example?.body ?? {}).map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ maxLength: 200 }) },
  );

function expectDocumented([id, route]: Route, sent: unknown, { status, json, text }: Answered): void {
  const documented = new Set([route.status, ...Object.keys(route.also ?? {}).map(Number)]);
  if (documented.has(status) && (status < 400 || json === undefined)) return;
  const parsed = ErrorAnswer.safeParse(json);
  if (!parsed.success && documented.has(status)) return;
  expect([id, sent, text, parsed.success]).toEqual([id, sent, text, true]);
  const code = parsed.data?.error.code ?? 'UND_API_BROKEN';
  expect([id, sent, status]).toEqual([id, sent, ERROR_STATUS[code]]);
  expect([id, sent, [...errorsOf(route), 'UND_API_NOT_FOUND']]).toEqual([
    id,
    sent,
    expect.arrayContaining([code]),
  ]);
  expect([id, sent, code]).not.toEqual([id, sent, 'UND_API_BROKEN']);
}

it(
  'takes every body as documented, and breaks by none',
  async () => {
    const drawn = fc
      .constantFrom(...WITH_BODY)
      .chain(([id, route]) =>
        fc.record({ id: fc.constant(id), route: fc.constant(route), body: bodyOf(route), name }),
      );
    await fc.assert(
      fc.asyncProperty(drawn, async ({ id, route, body, name: drawnName }) => {
        const path = route.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(drawnName));
        const answer = await api.ask(path, {
          token: api.tokens.admin,
          method: route.method,
          text: body,
          headers: { 'idempotency-key': crypto.randomUUID() },
        });
        expectDocumented([id, route], { path, body }, answer);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  },
  60_000 + RUNS * 40,
);

it(
  'takes every path and query as documented, and breaks by none',
  async () => {
    const reads = ROUTES.filter(([, { method }]) => method === 'GET');
    const drawn = fc.constantFrom(...reads).chain(([id, route]) =>
      fc.record({
        id: fc.constant(id),
        route: fc.constant(route),
        name,
        query: fc.dictionary(fc.constantFrom(...Object.keys(route.query?.shape ?? { none: 1 }), 'x'), name, {
          maxKeys: 4,
        }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(drawn, async ({ id, route, name: drawnName, query }) => {
        const path = route.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(drawnName));
        const asked = `${path}?${new URLSearchParams(query).toString()}`;
        expectDocumented([id, route], asked, await api.ask(asked, { token: api.tokens.admin }));
      }),
      { numRuns: Math.ceil(RUNS / 2), seed: SEED },
    );
  },
  60_000 + RUNS * 40,
);
