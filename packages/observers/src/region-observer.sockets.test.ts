import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { openService } from '@understudy/service';
import { sampleTopology } from '@understudy/topology/testing';
import { RegionObserver } from './region-observer.ts';

const EVERY_MS = 20;
const LOOK_LIMIT_MS = 100;
/** Looks under way, and the two requests of each. */
const MOST_OPEN = 2 * (LOOK_LIMIT_MS / EVERY_MS + 1);

/** Every socket that this process opened as a client. */
const opened: Socket[] = [];
let mostOpen = 0;
const open = () => opened.filter(({ destroyed }) => !destroyed).length;
const count = (message: unknown) => {
  opened.push((message as { readonly socket: Socket }).socket);
  mostOpen = Math.max(mostOpen, open());
};

/** A server that accepts connections and never answers. */
const server = createServer((socket) => {
  socket.on('error', () => undefined).resume();
});

beforeAll(() => {
  subscribe('net.client.socket', count);
});
afterAll(() => {
  unsubscribe('net.client.socket', count);
  server.close();
});

it('has no more connections open than its looks under way need, and none when it is stopped', async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const topology = sampleTopology().value;
  const [first, second] = topology.regions.data;
  const service = openService(
    { ...topology, regions: { ...topology.regions, data: [{ ...first, endpoint }, second] } },
    { credentials: { accessKeyId: 'key', secretAccessKey: 'secret' } },
  );
  const clock = systemClock();
  const observer = new RegionObserver({
    service: 'shop',
    observer: 'ohio',
    region: first.name,
    open: (limitMs) => service.openLookClient(first.name, { limitMs }),
    clock,
    everyMs: EVERY_MS,
    lookLimitMs: LOOK_LIMIT_MS,
  }).start();
  const until = (condition: () => boolean) => waitFor(condition, { clock, everyMs: 2, limitMs: PATIENCE_MS });
  // Several times as many as may be open.
  expect(await until(() => opened.length >= 5 * MOST_OPEN)).toMatchObject({ met: true });
  expect(mostOpen).toBeLessThanOrEqual(MOST_OPEN);
  await observer.stop();
  await service.close();
  const total = opened.length;
  expect(open()).toBe(0);
  await clock.sleep(3 * EVERY_MS);
  expect(opened).toHaveLength(total);
});
