import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { TokenStore } from './access/token-store.ts';
import { TestApi } from './test-support/test-api.ts';

const api = new TestApi({ wrongTokens: 5 });
beforeAll(() => api.start());
afterAll(() => api.close());

const statusOf = async (token: string) => (await api.ask('/api/v1/session', { token })).status;

async function logIn(token: string) {
  const answer = await api.ask('/api/v1/session', { method: 'POST', body: { token } });
  const header = answer.headers.get('set-cookie') ?? '';
  return { answer, header, cookie: header.split(';')[0] ?? '' };
}

describe('tokens', () => {
  it('are made and revoked without a restart', async () => {
    const other = new TokenStore(api.file);
    const { token } = other.create({ name: 'bob', role: 'viewer', createdMs: 0 });
    expect(await statusOf(token)).toBe(200);
    other.revoke('bob');
    expect(await statusOf(token)).toBe(401);
    expect(await statusOf(api.tokens.viewer)).toBe(200);
  });

  it('are kept as hashes alone, in a file for one user', () => {
    const text = readFileSync(api.file, 'utf8');
    for (const token of Object.values(api.tokens)) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(token.split('_').at(-1));
    }
    chmodSync(api.file, 0o644);
    try {
      expect(() => new TokenStore(api.file).load()).toThrow('UND_API_TOKENS_INVALID');
    } finally {
      chmodSync(api.file, 0o600);
    }
  });

  it('of before hold while the file is damaged, and the log says so once', async () => {
    const text = readFileSync(api.file, 'utf8');
    writeFileSync(api.file, text.slice(0, -20));
    expect(await statusOf(api.tokens.viewer)).toBe(200);
    expect(await statusOf(api.tokens.viewer)).toBe(200);
    const faults = api.telemetry.events.filter(({ name }) => name === 'api.tokens_failed');
    expect(faults).toHaveLength(1);
    writeFileSync(api.file, text);
    expect(await statusOf(api.tokens.operator)).toBe(200);
  });

  it('have each another name', () => {
    expect(() => api.store.create({ name: 'the-viewer', role: 'admin', createdMs: 0 })).toThrow(
      'UND_API_TOKEN_NAME_TAKEN',
    );
    expect(() => api.store.revoke('nothing')).toThrow('UND_API_TOKEN_UNKNOWN');
  });
});

describe('a session', () => {
  it('is a cookie that scripts do not see, and acts with its value against forged requests alone', async () => {
    const { answer, header, cookie } = await logIn(api.tokens.operator);
    expect(answer.status).toBe(201);
    expect(header).toMatch(/; HttpOnly; SameSite=Strict; /);
    expect(answer.text).not.toContain(cookie.split('=')[1]);
    const { csrf } = answer.json as { readonly csrf: string };
    const again = await api.ask('/api/v1/session', { headers: { cookie } });
    expect(again.json).toMatchObject({ name: 'the-operator', role: 'operator', csrf });
    const headers = { cookie, 'x-understudy-csrf': csrf, 'idempotency-key': crypto.randomUUID() };
    const body = { reason: 'works', forMs: 60_000 };
    const froze = await api.ask('/api/v1/freeze', { method: 'PUT', body, headers });
    expect([froze.status, froze.json]).toMatchObject([200, { freeze: { by: 'the-operator' } }]);
  });

  it('survives a restart, and ends by logging out and with its token', async () => {
    const { cookie, answer } = await logIn(api.tokens.viewer);
    const { csrf } = answer.json as { readonly csrf: string };
    await api.stop();
    await api.start();
    const status = async (of: string) =>
      (await api.ask('/api/v1/session', { headers: { cookie: of } })).status;
    expect(await status(cookie)).toBe(200);
    const out = await api.ask('/api/v1/session', {
      method: 'DELETE',
      headers: { cookie, 'x-understudy-csrf': csrf },
    });
    expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect(await status(cookie)).toBe(401);
    const { token } = api.store.create({ name: 'carl', role: 'viewer', createdMs: 0 });
    const carl = await logIn(token);
    expect(await status(carl.cookie)).toBe(200);
    api.store.revoke('carl');
    expect(await status(carl.cookie)).toBe(401);
  });

  it.each(['understudy_session=', 'understudy_session=x', 'other=1; understudy_session=..', '='])(
    'is not %j',
    async (cookie) => {
      expect((await api.ask('/api/v1/session', { headers: { cookie } })).status).toBe(401);
    },
  );
});

describe('who tries tokens', () => {
  it('has to wait after a few, while valid ones go on; the log names no token', async () => {
    const wrong = 'und_00000000_guess';
    const waited = await waitFor(async () => (await statusOf(wrong)) === 429, {
      clock: systemClock(),
      everyMs: 1,
      limitMs: 5_000,
    });
    expect(waited.met).toBe(true);
    expect(await statusOf(api.tokens.viewer)).toBe(200);
    const refused = api.telemetry.events.filter(({ name }) => name === 'api.refused');
    expect(refused.length).toBeGreaterThan(0);
    expect(JSON.stringify(refused)).not.toContain('guess');
  });
});
