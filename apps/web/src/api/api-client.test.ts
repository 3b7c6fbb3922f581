import { describe, expect, it } from '@jest/globals';
import { ApiClient } from './api-client.ts';

function start(answer: () => Response | Promise<Response>) {
  const requests: { url: string; init: RequestInit }[] = [];
  const client = new ApiClient(async (url, init) => {
    requests.push({ url, init });
    return answer();
  });
  return { client, requests };
}

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

describe('ApiClient', () => {
  it('fills in the path, leaves out what is not given, and encodes names with slashes', async () => {
    const { client, requests } = start(() => json(200, { entries: [] }));
    await client.ask('audit', { query: { kind: 'move', by: undefined, limit: 20 } });
    await client.ask('ledgerEntry', { params: { record: 'ledger/orders/a+b' } });
    expect(requests.map(({ url }) => url)).toEqual([
      '/api/v1/audit?kind=move&limit=20',
      '/api/v1/ledger/ledger%2Forders%2Fa%2Bb',
    ]);
  });

  it('sends the key and the token against forged requests with what changes something, and with nothing else', async () => {
    const { client, requests } = start(() => json(201, {}));
    client.useCsrf('c-1');
    await client.ask('acknowledge', { body: { moveId: 'm', comment: 'seen' }, key: 'k-1' });
    await client.ask('limits');
    expect(requests.map(({ init }) => init.headers)).toEqual([
      expect.objectContaining({ 'idempotency-key': 'k-1', 'x-understudy-csrf': 'c-1' }),
      { accept: 'application/json' },
    ]);
  });

  it('throws what the API says with its code and remedy', async () => {
    const error = {
      code: 'UND_API_ROUTE_CHANGED',
      what: 'The route is at revision 13.',
      remedy: 'Look again.',
    };
    const { client } = start(() => json(409, { error }));
    await expect(client.ask('limits')).rejects.toMatchObject({
      status: 409,
      code: 'UND_API_ROUTE_CHANGED',
      message: 'The route is at revision 13.',
      remedy: 'Look again.',
    });
  });

  it('knows silence from the answer of something that is not the API', async () => {
    const cut = start(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(cut.client.ask('limits')).rejects.toMatchObject({ code: 'UND_WEB_API_SILENT' });
    const proxy = start(() => new Response('<html>', { status: 502 }));
    await expect(proxy.client.ask('limits')).rejects.toMatchObject({
      code: 'UND_WEB_ANSWER_UNREADABLE',
      status: 502,
    });
  });
});
