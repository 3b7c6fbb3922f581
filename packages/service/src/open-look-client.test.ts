import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { ManualClock, PATIENCE_MS } from '@understudy/core/testing';
import { sampleTopology } from '@understudy/topology/testing';
import { openService, type OpenedService } from './open-service.ts';
import type { OpenServiceOptions } from './options.ts';

const REGION = 'us-east-1';
const KEYS = { accessKeyId: 'key', secretAccessKey: 'secret' };
const get = () => new GetItemCommand({ TableName: 'orders', Key: { id: { S: '1' } } });

let server: Server;
let service: OpenedService;
let connections = 0;
let status = 200;

/** A service whose first region is the server of this test, by the name `host`. */
function open(options: OpenServiceOptions = { credentials: KEYS }, host = '127.0.0.1'): OpenedService {
  const topology = sampleTopology().value;
  const endpoint = `http://${host}:${String((server.address() as AddressInfo).port)}`;
  const data = [{ name: REGION, endpoint }, topology.regions.data[1]] as const;
  return (service = openService({ ...topology, regions: { ...topology.regions, data } }, options));
}

beforeEach(async () => {
  connections = 0;
  status = 200;
  server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status).end('{}'));
  }).on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await service.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('a client for one look', () => {
  it('makes a connection for each request, and keeps none', async () => {
    const client = await open().openLookClient(REGION);
    await client.send(get());
    await Promise.all([client.send(get()), client.send(get())]);
    expect(connections).toBe(3);
    const left = () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
    const isEmpty = async () => (await left()) === 0;
    expect(await waitFor(isEmpty, { clock: systemClock(), everyMs: 5, limitMs: PATIENCE_MS })).toMatchObject({
      met: true,
    });
    client.destroy();
  });

  it('makes one attempt', async () => {
    status = 500;
    const client = await open().openLookClient(REGION);
    await expect(client.send(get())).rejects.toMatchObject({
      $metadata: { httpStatusCode: 500, attempts: 1 },
    });
    expect(connections).toBe(1);
    client.destroy();
  });

  it('looks the name up for each request, by the look-up that is given', async () => {
    const asked: string[] = [];
    const client = await open(undefined, 'dynamodb.test').openLookClient(REGION, {
      lookup: (hostname, _options, callback) => {
        asked.push(hostname);
        callback(null, [{ address: '127.0.0.1', family: 4 }]);
      },
    });
    await client.send(get());
    await client.send(get());
    expect(asked).toEqual(['dynamodb.test', 'dynamodb.test']);
    client.destroy();
  });

  it('fails a name that is not there as getaddrinfo does', async () => {
    const client = await open(undefined, 'region.invalid').openLookClient(REGION, { limitMs: 500 });
    await expect(client.send(get())).rejects.toMatchObject({
      code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
    });
    client.destroy();
  });

  it('is not opened without credentials, nor for a region that the service has not', async () => {
    const credentials = () => Promise.reject(new Error('no keys'));
    const clock = new ManualClock();
    await expect(open({ credentials, clock }).openLookClient(REGION)).rejects.toMatchObject({
      code: 'UND_SERVICE_CREDENTIALS_UNAVAILABLE',
    });
    await expect(service.openLookClient('eu-west-1')).rejects.toMatchObject({
      code: 'UND_SERVICE_REGION_UNKNOWN',
    });
  });
});
