import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isUnderstudyError, systemClock } from '@understudy/core';
import type { RegionClient } from '../types.ts';
import { boundRequests, type RequestBounds } from './bound-requests.ts';

/** A region that counts what reaches it and answers as the test says. */
let server: Server;
let client: DynamoDBClient;
let open: (maxAttempts: number) => DynamoDBClient;
let reached: number;
let answer: 'well' | 'never' | '503' | 'half';

beforeEach(async () => {
  reached = 0;
  answer = 'well';
  server = createServer((request, response) => {
    request.resume();
    reached += 1;
    if (answer === 'never') return;
    response.writeHead(answer === '503' ? 503 : 200, { 'content-type': 'application/x-amz-json-1.0' });
    if (answer === 'half') response.write('{"TableNames":');
    else response.end(answer === '503' ? '' : '{"TableNames":["a"]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  open = (maxAttempts) =>
    new DynamoDBClient({
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
      maxAttempts,
    });
  client = open(1);
});

afterEach(async () => {
  client.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const bound = (bounds: Partial<RequestBounds> = {}) =>
  boundRequests(client, { clock: systemClock(), limitMs: 200, ...bounds });
const list = (through: RegionClient) => through.send(new ListTablesCommand({}));

describe('bounded requests', () => {
  it('are the given client’s own in all else', async () => {
    const through = bound();
    for (const expected of [1, 2, 3]) {
      expect((await list(through)).TableNames).toEqual(['a']);
      expect(reached).toBe(expected);
    }
    // The client itself is as it was.
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['a']);
  });

  it('are not sent when their lease has ended while they were made and signed', async () => {
    let valid = true;
    const through = bound({ mayStillSend: () => valid });
    client.middlewareStack.add(
      (next) => async (args) => {
        const answered = next(args);
        valid = false;
        return answered;
      },
      { step: 'build', name: 'the lease ends meanwhile' },
    );
    await expect(list(through)).rejects.toMatchObject({ code: 'UND_REPLICATOR_REQUEST_TOO_LATE' });
    expect(reached).toBe(0);
  });

  it.each(['never', 'half'] as const)(
    'end after their time limit where the answer comes: %s',
    async (how) => {
      answer = how;
      let ambiguous = 0;
      const sent = list(bound({ onAmbiguous: () => (ambiguous += 1) })).catch((error: unknown) => error);
      const ended = await Promise.race([sent, pause(10_000, 'too late', { ref: false })]);
      expect(ended).toBeInstanceOf(Error);
      expect(reached).toBe(1);
      if (how === 'never') {
        expect(isUnderstudyError(ended, 'UND_REPLICATOR_REQUEST_TIMED_OUT')).toBe(true);
        expect(ambiguous).toBe(1);
      }
    },
  );
});

describe('the answers of bounded requests', () => {
  it('report every request that may have been applied, also where the SDK tries again', async () => {
    answer = '503';
    let ambiguous = 0;
    const patient = open(3);
    const through = boundRequests(patient, {
      clock: systemClock(),
      limitMs: 5_000,
      onAmbiguous: () => (ambiguous += 1),
    });
    await expect(list(through)).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
    expect(ambiguous).toBe(3);
    patient.destroy();
  });

  it('report nothing where nothing was sent', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    let ambiguous = 0;
    await expect(list(bound({ onAmbiguous: () => (ambiguous += 1) }))).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    expect(ambiguous).toBe(0);
    server.listen(0);
  });

  it('are bounded as well where the client is none of the SDK', async () => {
    let valid = true;
    let ambiguous = 0;
    let hang = false;
    const stub = {
      send: () => (hang ? new Promise(() => {}) : Promise.resolve({ TableNames: ['b'] })),
    } as unknown as RegionClient;
    const through = boundRequests(stub, {
      clock: systemClock(),
      limitMs: 20,
      mayStillSend: () => valid,
      onAmbiguous: () => (ambiguous += 1),
    });
    expect((await list(through)).TableNames).toEqual(['b']);
    hang = true;
    await expect(list(through)).rejects.toMatchObject({ code: 'UND_REPLICATOR_REQUEST_TIMED_OUT' });
    expect(ambiguous).toBe(1);
    valid = false;
    await expect(list(through)).rejects.toMatchObject({ code: 'UND_REPLICATOR_REQUEST_TOO_LATE' });
  });
});
