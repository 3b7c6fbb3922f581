import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import { chooseCities } from '../service/choose-cities.ts';
import { TrafficMeter } from './traffic-meter.ts';
import { Journal } from '../journal/journal.ts';
import { ItemMemory } from './item-memory.ts';
import { Workload } from './workload.ts';
import { imagineCities } from '../test-support/imagine-cities.ts';

type Answer = (name: string) => Promise<object>;
const READS = new Set(['GetCommand', 'QueryCommand']);
const dataset = chooseCities(imagineCities(400), 'all');
const served = { $metadata: { understudy: { region: 'us-east-1', epoch: 1 } }, Item: { priceCents: 700 } };

let directory: string;
let journal: Journal;
const clock = new ManualClock();
const stop = new AbortController();

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'understudy-workload-test-'));
  journal = new Journal(join(directory, 'journal.jsonl'));
});

afterEach(async () => {
  await journal.close();
  await rm(directory, { recursive: true, force: true });
});

/** Two seconds of it at fifty requests per second, against a client that answers as `answer` does. */
async function play(answer: Answer) {
  const meter = new TrafficMeter();
  const sent: string[] = [];
  const client = {
    send: (command: object) => {
      sent.push(command.constructor.name);
      return answer(command.constructor.name);
    },
  } as unknown as DynamoDBDocumentClient;
  const workload = new Workload({
    client,
    clock,
    elapsedMs: () => clock.monotonicMs(),
    randomness: seededRandomness(1),
    memory: new ItemMemory(dataset.contents),
    keys: dataset.keys,
    journal,
    meter,
    ratePerSecond: 50,
    signal: stop.signal,
    lateLandingMs: 1_000,
    mostWrites: 10,
  });
  workload.start();
  await clock.advance(2_000);
  return { workload, meter, sent };
}

describe('a workload', () => {
  it('keeps its pace and writes down what was acknowledged, and where', async () => {
    const { workload, meter, sent } = await play(async () => served);
    await workload.stop();
    // A new price is written after a look at the old one: one request of the pace, two of the client.
    expect(sent.length).toBeGreaterThanOrEqual(100);
    expect(sent.length).toBeLessThan(125);
    expect(meter.finished).toHaveLength(sent.length);
    const writes = sent.filter((name) => !READS.has(name));
    expect(journal.entries).toHaveLength(writes.length);
    expect(journal.count('acknowledged')).toBe(writes.length);
    expect(journal.entries.every(({ region, epoch }) => region === 'us-east-1' && epoch === 1)).toBe(true);
    await journal.close();
    const lines = (await readFile(journal.file, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      journal.entries.map((entry) => ({ ...entry })),
    );
  });

  it('counts a failure as one, and a condition that failed as none', async () => {
    const { workload, meter } = await play(async (name) => {
      if (name === 'UpdateCommand')
        throw new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
      if (name === 'PutCommand') throw new Error('socket hang up');
      return served;
    });
    await workload.stop();
    const puts = journal.entries.filter(({ write }) => write === 'put' || write === 'create');
    expect(puts.length).toBeGreaterThan(0);
    expect(puts.every(({ outcome, said }) => outcome === 'ambiguous' && said === 'socket hang up')).toBe(
      true,
    );
    expect(meter.finished.filter(({ failed }) => failed)).toHaveLength(puts.length);
    expect(journal.entries.some(({ byCondition }) => byCondition)).toBe(true);
  });

  it('sends no two writes of a key at a time, and reads alone while too many writes wait', async () => {
    const release: (() => void)[] = [];
    const { workload, sent } = await play((name) =>
      READS.has(name)
        ? Promise.resolve(served)
        : new Promise((resolve) => release.push(() => resolve(served))),
    );
    expect(sent.filter((name) => !READS.has(name)).length).toBeLessThanOrEqual(10);
    expect(sent.filter((name) => READS.has(name)).length).toBeGreaterThan(70);
    for (const open of release) open();
    await workload.stop();
    const keys = journal.entries.flatMap(({ parts }) => parts.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
