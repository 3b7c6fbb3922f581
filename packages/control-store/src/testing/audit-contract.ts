import assert from 'node:assert/strict';
import { isUnderstudyError } from '@understudy/core';
import type { AuditEntry } from '@understudy/findings';
import type { ContractCase } from '@understudy/route-store/testing';
import { collectAudit } from './collect-audit.ts';
import type { OpenControlStore } from './open-control-store.ts';
import { SAMPLES } from './samples.ts';

const { nowMs, auditEntry } = SAMPLES;
const MOST_BYTES = 350_000;

/** In the order in which they are read; the second and the third are of one time. */
const ENTRIES: readonly AuditEntry[] = [
  { ...auditEntry, atMs: nowMs - 1, id: 'b' },
  { ...auditEntry, id: 'a/000009' },
  { ...auditEntry, id: 'a/000010' },
  { ...auditEntry, atMs: nowMs + 1, id: 'a' },
];

/** What every `ControlStore` does with the audit. */
export function auditContract(open: OpenControlStore): readonly ContractCase[] {
  return [
    {
      name: 'gives the audit in the order of time and id, as it was appended',
      async run() {
        const store = await open(nowMs);
        const { data: _data, ...bare } = auditEntry;
        const last = { ...bare, atMs: nowMs + 2 };
        for (const entry of [last, ...ENTRIES].reverse()) await store.append(entry);
        assert.deepEqual(await collectAudit(store), [...ENTRIES, last]);
      },
    },
    {
      name: 'gives a part of the audit by time, from either end, up to a limit',
      async run() {
        const store = await open(nowMs);
        for (const entry of ENTRIES) await store.append(entry);
        const [first, second, third, fourth] = ENTRIES;
        assert.deepEqual(await collectAudit(store, { fromMs: nowMs }), [second, third, fourth]);
        assert.deepEqual(await collectAudit(store, { untilMs: nowMs }), [first]);
        assert.deepEqual(await collectAudit(store, { fromMs: nowMs, untilMs: nowMs + 1 }), [second, third]);
        assert.deepEqual(await collectAudit(store, { fromMs: nowMs, untilMs: nowMs }), []);
        assert.deepEqual(await collectAudit(store, { fromMs: nowMs + 9, untilMs: nowMs }), []);
        assert.deepEqual(await collectAudit(store, { newestFirst: true, limit: 2 }), [fourth, third]);
        assert.deepEqual(await collectAudit(store, { limit: 9, untilMs: nowMs + 1 }), [first, second, third]);
      },
    },
    appendsOnly(open),
    leavesOutLargeData(open),
    {
      name: 'keeps the audit apart from what is read at each tick',
      async run() {
        const store = await open(nowMs);
        await store.append(auditEntry);
        await store.putFreeze(SAMPLES.freeze);
        assert.deepEqual(await collectAudit(store), [auditEntry]);
        assert.deepEqual((await store.read()).directives.freeze, SAMPLES.freeze);
      },
    },
    {
      name: 'refuses options of the audit that are wrong',
      async run() {
        const store = await open(nowMs);
        const wrong = [{ limit: 0 }, { limit: 1.5 }, { fromMs: -1 }, { untilMs: NaN }, { untilMs: 1e15 }];
        for (const options of wrong) {
          await assert.rejects(collectAudit(store, options), (error) =>
            isUnderstudyError(error, 'UND_CONTROL_STORE_OPTIONS_INVALID'),
          );
        }
      },
    },
    {
      name: "throws the signal's reason while the audit is read",
      async run() {
        const store = await open(nowMs);
        await assert.rejects(collectAudit(store, {}, AbortSignal.abort(new Error('enough'))), /enough/);
      },
    },
  ];
}

function appendsOnly(open: OpenControlStore): ContractCase {
  return {
    name: 'takes the same entry of the audit again, and refuses another one of its time and id',
    async run() {
      const store = await open(nowMs);
      await store.append(auditEntry);
      await store.append(auditEntry);
      const { data: _data, ...bare } = auditEntry;
      for (const other of [bare, { ...auditEntry, what: 'Something is.' }]) {
        await assert.rejects(store.append(other), (error) =>
          isUnderstudyError(error, 'UND_CONTROL_STORE_AUDIT_ID_TAKEN'),
        );
      }
      assert.deepEqual(await collectAudit(store), [auditEntry]);
    },
  };
}

function leavesOutLargeData(open: OpenControlStore): ContractCase {
  return {
    name: 'keeps an audit entry whose data are too large, with a note of their size',
    async run() {
      const store = await open(nowMs);
      const large = { ...auditEntry, data: { view: 'é"'.repeat(MOST_BYTES / 4) } };
      const omittedBytes = Buffer.byteLength(JSON.stringify(large.data));
      await store.append(large);
      await store.append(large);
      const fits = { ...auditEntry, id: 'fits', data: { view: 'x'.repeat(MOST_BYTES - 1_000) } };
      await store.append(fits);
      assert.deepEqual(await collectAudit(store), [fits, { ...large, data: { omittedBytes } }]);
      await assert.rejects(store.append({ ...auditEntry, what: 'x'.repeat(MOST_BYTES) }), (error) =>
        isUnderstudyError(error, 'UND_CONTROL_STORE_ITEM_TOO_LARGE'),
      );
    },
  };
}
