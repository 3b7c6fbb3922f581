import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { seededRandomness, PATIENCE_MS } from '@understudy/core/testing';
import { TrafficMeter } from '../workload/traffic-meter.ts';
import { Visitors } from './visitors.ts';

describe('Visitors', () => {
  let server: Server | undefined;
  const clock = systemClock();

  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function visit(answer: (method: string, url: string) => number | 'hang up') {
    const connections = new Set<unknown>();
    server = createServer((request, response) => {
      connections.add(request.socket);
      request.resume();
      const status = answer(request.method ?? '', request.url ?? '');
      if (status === 'hang up') request.socket.destroy();
      else response.writeHead(status, { 'x-server': 'web-1' }).end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const meter = new TrafficMeter();
    const beganMs = clock.monotonicMs();
    const visitors = new Visitors({
      url: new URL(`http://127.0.0.1:${String(port)}`),
      clock,
      elapsedMs: () => clock.monotonicMs() - beganMs,
      randomness: seededRandomness(3),
      meter,
      ratePerSecond: 500,
      signal: new AbortController().signal,
    });
    visitors.start();
    await waitFor(() => meter.finished.length >= 60, { clock, everyMs: 5, limitMs: PATIENCE_MS });
    await visitors.stop();
    return { visitors, meter, connections };
  }

  it('remembers orders that were acknowledged, on kept and on fresh connections', async () => {
    const { visitors, meter, connections } = await visit((method) => (method === 'PUT' ? 201 : 200));
    const orders = meter.finished.filter(({ kind }) => kind === 'write');
    expect(meter.finished.filter(({ failed }) => failed)).toEqual([]);
    expect(visitors.placed).toHaveLength(orders.length);
    expect(visitors.servers.get('web-1')).toBe(meter.finished.length);
    expect(connections.size).toBeGreaterThan(meter.finished.length / 4);
    expect(connections.size).toBeLessThan(meter.finished.length);
  });

  it('counts refusals and lost connections as failed, and an order that is not there yet as answered', async () => {
    const { visitors, meter } = await visit((method, url) => {
      if (method === 'PUT') return 503;
      return url === '/' ? 'hang up' : 404;
    });
    expect(visitors.placed).toEqual([]);
    const failed = meter.finished.filter((each) => each.failed);
    expect(failed.map(({ error }) => error)).toContain('503 from web-1: {}');
    expect(failed.some(({ what, error }) => what === 'page' && error === 'socket hang up')).toBe(true);
    expect(
      meter.finished.filter(({ what }) => what.startsWith('look up')).every((each) => !each.failed),
    ).toBe(true);
  });
});
