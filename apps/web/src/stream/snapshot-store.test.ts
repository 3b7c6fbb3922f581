import { describe, expect, it } from '@jest/globals';
import { idleSnapshot, NOW_MS } from '../test-support/idle-snapshot.ts';
import { SnapshotStore } from './snapshot-store.ts';

const event = (kind: string, data: unknown) => ({ kind, data: JSON.stringify(data), id: 'a-1' });

describe('SnapshotStore', () => {
  it('has every event at once, and has several of them drawn together', () => {
    const due: (() => void)[] = [];
    const store = new SnapshotStore((run) => due.push(run));
    let drawn = 0;
    const leave = store.subscribe(() => (drawn += 1));
    store.take(event('reset', { snapshot: idleSnapshot(), audit: [] }), 0);
    store.take(event('change', { atMs: NOW_MS + 1, sequence: 2, parts: {} }), 0);
    expect(store.state().snapshot?.sequence).toBe(2);
    expect([due.length, drawn]).toEqual([1, 0]);
    due[0]?.();
    expect(drawn).toBe(1);
    store.lose('The connection was closed.');
    expect(due).toHaveLength(2);
    leave();
    due[1]?.();
    expect(drawn).toBe(1);
  });
});
