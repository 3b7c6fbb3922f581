import assert from 'node:assert/strict';
import { isUnderstudyError } from '@understudy/core';
import type { ContractCase } from '@understudy/route-store/testing';
import type { OpenControlStore } from './open-control-store.ts';
import { SAMPLES } from './samples.ts';

const { nowMs, report } = SAMPLES;
const MOST_BYTES = 300_000;

/** What every `ControlStore` does with reports. */
export function reportContract(open: OpenControlStore): readonly ContractCase[] {
  return [
    {
      name: 'is empty where nothing was written',
      async run() {
        const store = await open(nowMs);
        assert.deepEqual(await store.read(), {
          reports: [],
          directives: { maintenance: [], acknowledgements: [] },
          intents: [],
          repairs: [],
        });
      },
    },
    {
      name: 'keeps the last report of each observer',
      async run() {
        const store = await open(nowMs);
        const other = { ...report, observer: 'dublin', instance: 'i-2', doubts: [], regions: [] };
        const next = { ...report, sequence: 8, atMs: nowMs + 1 };
        for (const each of [report, other, next]) await store.writeReport(each);
        assert.deepEqual((await store.read()).reports, [other, next]);
      },
    },
    {
      name: 'keeps a report where an earlier one of its instance, or the same, comes after it',
      async run() {
        const store = await open(nowMs);
        await store.writeReport(report);
        await store.writeReport({ ...report, sequence: 6, place: 'elsewhere' });
        await store.writeReport({ ...report, place: 'elsewhere' });
        assert.deepEqual((await store.read()).reports, [report]);
      },
    },
    decisionCase(open),
    ...takeoverCases(open),
    {
      name: 'refuses a report that is too large, and takes a large one',
      async run() {
        const store = await open(nowMs);
        const space = MOST_BYTES - Buffer.byteLength(JSON.stringify({ ...report, place: '' }));
        const large = { ...report, place: 'x'.repeat(space) };
        await store.writeReport(large);
        assert.deepEqual((await store.read()).reports, [large]);
        await assert.rejects(store.writeReport({ ...large, sequence: 8, version: '11.4.0' }), (error) =>
          isUnderstudyError(error, 'UND_CONTROL_STORE_ITEM_TOO_LARGE'),
        );
      },
    },
    {
      name: "throws the signal's reason",
      async run() {
        const store = await open(nowMs);
        const signal = AbortSignal.abort(new Error('enough'));
        await assert.rejects(store.read(signal), /enough/);
        await assert.rejects(store.writeReport(report, signal), /enough/);
      },
    },
  ];
}

function takeoverCases(open: OpenControlStore): readonly ContractCase[] {
  return [
    {
      name: 'refuses the report of another instance while the last one is at most 10 s older',
      async run() {
        const store = await open(nowMs);
        await store.writeReport(report);
        for (const atMs of [nowMs - 60_000, nowMs, nowMs + 10_000]) {
          const other = { ...report, instance: 'i-9', sequence: 900, atMs };
          await assert.rejects(store.writeReport(other), (error) =>
            isUnderstudyError(error, 'UND_CONTROL_STORE_OBSERVER_TAKEN'),
          );
        }
        assert.deepEqual((await store.read()).reports, [report]);
      },
    },
    {
      name: 'takes the report of another instance after that, and refuses the earlier one from then on',
      async run() {
        const store = await open(nowMs);
        await store.writeReport(report);
        const other = { ...report, instance: 'i-9', sequence: 1, atMs: nowMs + 10_001 };
        await store.writeReport(other);
        assert.deepEqual((await store.read()).reports, [other]);
        await assert.rejects(store.writeReport({ ...report, sequence: 8, atMs: nowMs + 11_000 }), (error) =>
          isUnderstudyError(error, 'UND_CONTROL_STORE_OBSERVER_TAKEN'),
        );
      },
    },
  ];
}

function decisionCase(open: OpenControlStore): ContractCase {
  return {
    name: 'keeps what a leader decided, as it was made',
    async run() {
      const store = await open(nowMs);
      const finding = { code: 'writer-down', subject: 'us-east-1', evidence: [] } as const;
      const decision = {
        findings: [finding],
        blocks: [{ code: 'frozen', what: 'Frozen.' }],
        acts: false,
      } as const;
      const decided = { decision, atMs: nowMs, findingsSinceMs: {}, blockedSinceMs: { frozen: 5 } };
      await store.writeReport({ ...report, decided });
      assert.deepEqual((await store.read()).reports, [{ ...report, decided }]);
    },
  };
}
