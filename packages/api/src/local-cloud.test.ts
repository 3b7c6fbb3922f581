import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ErrorAnswer } from '@understudy/api-contract';
import { systemClock } from '@understudy/core';
import { API_ERRORS } from './errors.ts';
import { openLocalCloud } from './local-cloud/open-local-cloud.ts';
import { TestApi } from './test-support/test-api.ts';

const TOKEN = 'the-token-of-the-cloud';
const STATE = { parties: [{ name: 'us-east-1', role: 'data', faults: [], can: ['kill'] }] };

/** What the cloud gets, and what it answers next. */
const got: { method: string; authorization: string; body: string }[] = [];
let next: { status: number; body: unknown } = { status: 200, body: STATE };
let server: Server;
let address = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      got.push({ method: request.method ?? '', authorization: request.headers.authorization ?? '', body });
      response.writeHead(next.status).end(JSON.stringify(next.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => {
  server.close();
});

const opened: TestApi[] = [];
let api: TestApi;
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function start(env: Readonly<Record<string, string>>): Promise<void> {
  api = new TestApi();
  opened.push(api);
  const desk = openLocalCloud(env, systemClock());
  const { localCloud: _sample, ...sources } = api.service.sources();
  api.service.sources = () => ({ ...sources, ...(desk !== undefined && { localCloud: desk }) });
  await api.start();
}
const onCloud = () => start({ UNDERSTUDY_LOCAL_CLOUD: address, UNDERSTUDY_LOCAL_CLOUD_TOKEN: TOKEN });
const order = (body: unknown, token = api.tokens.operator) =>
  api.ask('/api/v1/local-cloud/faults', { token, method: 'POST', body });
const codeOf = (json: unknown) => ErrorAnswer.parse(json).error.code;

describe('an API that was started on a local cloud', () => {
  it('passes on what an operator asks for, with the token of the cloud, and shows neither', async () => {
    await onCloud();
    next = { status: 200, body: STATE };
    got.length = 0;
    const kill = { party: 'us-east-1', do: 'kill' };
    expect(await order(kill)).toMatchObject({ status: 200, json: STATE });
    expect(await api.ask('/api/v1/local-cloud', { token: api.tokens.viewer })).toMatchObject({ json: STATE });
    expect(got).toEqual([
      { method: 'POST', authorization: `Bearer ${TOKEN}`, body: JSON.stringify(kill) },
      { method: 'GET', authorization: `Bearer ${TOKEN}`, body: '' },
    ]);
    const { status } = await order(kill, api.tokens.viewer);
    expect([status, got.length]).toEqual([403, 2]);
    const { text } = await api.ask('/api/v1/snapshot', { token: api.tokens.viewer });
    expect(text).toContain('"localCloud":true');
    expect([text, JSON.stringify(api.telemetry)].filter((each) => each.includes(TOKEN))).toEqual([]);
  });

  it.each([
    [404, 'UND_API_NOT_FOUND', 404],
    [409, 'UND_API_LOCAL_CLOUD_REFUSED', 409],
    [400, 'UND_API_REQUEST_INVALID', 400],
    [401, 'UND_API_NOT_READ', 503],
    [500, 'UND_API_NOT_READ', 503],
  ])('says that the cloud refused with %s', async (status, code, answered) => {
    await onCloud();
    next = { status, body: { error: { code: 'UND_SANDBOX_X', what: 'why.', remedy: '' } } };
    const refused = await order({ do: 'restore' });
    expect([refused.status, codeOf(refused.json)]).toEqual([answered, code]);
    expect(refused.text).toContain('UND_SANDBOX_X: why.');
  });

  it('says that the cloud answers in another form, or not at all, without its address', async () => {
    await onCloud();
    next = { status: 200, body: { parties: 7 } };
    expect(codeOf((await order({ do: 'restore' })).json)).toBe('UND_API_NOT_READ');
    await start({ UNDERSTUDY_LOCAL_CLOUD: 'http://127.0.0.1:9', UNDERSTUDY_LOCAL_CLOUD_TOKEN: TOKEN });
    const refused = await order({ do: 'restore' });
    expect(codeOf(refused.json)).toBe('UND_API_NOT_READ');
    expect(refused.text).not.toContain('127.0.0.1');
  });
});

describe('an API on no local cloud', () => {
  it('has none to break, and says what to do instead', async () => {
    await start({});
    for (const refused of [
      await api.ask('/api/v1/local-cloud', { token: api.tokens.viewer }),
      await order({ do: 'restore' }),
    ])
      expect(refused).toMatchObject({
        status: 404,
        json: { error: { code: 'UND_API_NO_LOCAL_CLOUD', remedy: API_ERRORS.UND_API_NO_LOCAL_CLOUD.remedy } },
      });
    const { text } = await api.ask('/api/v1/snapshot', { token: api.tokens.viewer });
    expect(text).toContain('"localCloud":false');
  });
});

describe('the environment', () => {
  const environments: readonly Readonly<Record<string, string>>[] = [
    { UNDERSTUDY_LOCAL_CLOUD: 'http://127.0.0.1:1' },
    { UNDERSTUDY_LOCAL_CLOUD_TOKEN: 'secret' },
    ...[
      'http://10.0.0.5:80',
      'https://127.0.0.1:80',
      'http://a:secret@127.0.0.1',
      'http://evil.test',
      'x',
    ].map((url) => ({ UNDERSTUDY_LOCAL_CLOUD: url, UNDERSTUDY_LOCAL_CLOUD_TOKEN: 'secret' })),
  ];
  it.each(environments)('that names no local cloud of this machine is refused, and not shown: %j', (env) => {
    expect(() => openLocalCloud(env, systemClock())).toThrow('UND_API_OPTION_INVALID');
    expect(() => openLocalCloud(env, systemClock())).not.toThrow(/secret|10\.0|evil/);
  });
});
