import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LinkStatus } from '@understudy/links';
import { serveStatus, type StatusServer } from './serve-status.ts';
const counts = {
  applied: 3,
  superseded: 0,
  lost: 0,
  late: 0,
  kept: 0,
  parked: 0,
  coalesced: 0,
  skipped: 0,
  unstamped: 0,
  gaps: 0,
};
const healthy: LinkStatus = {
  ...counts,
  link: { table: 'orders', source: 'us-east-1', target: 'eu-central-1' },
  leader: true,
  state: 'leading',
  atTip: true,
  settledPerSecond: 0,
  unsettled: 0,
};

let links: LinkStatus[];
let server: StatusServer;

beforeEach(async () => {
  links = [healthy];
  server = await serveStatus(
    { links: () => links, metrics: async () => 'a 1\n' },
    { host: '127.0.0.1', port: 0 },
  );
});

afterEach(() => server.close());

const get = (path: string, method = 'GET') => fetch(`${server.address}${path}`, { method });

describe('serveStatus', () => {
  it('shows every link', async () => {
    expect(await (await get('/status')).json()).toEqual({ links: [healthy] });
  });

  it('is well while no link is refused, and says what is wrong with one that is', async () => {
    expect((await get('/healthz')).status).toBe(200);
    links = [healthy, { ...healthy, state: 'refused', problem: 'no stream' }];
    const answer = await get('/healthz');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ problems: [{ ...healthy.link, problem: 'no stream' }] });
  });

  it('gives Prometheus its text', async () => {
    expect(await (await get('/metrics')).text()).toBe('a 1\n');
  });

  it('answers nothing else', async () => {
    expect((await get('/elsewhere')).status).toBe(404);
    expect((await get('/status', 'POST')).status).toBe(405);
  });
});
