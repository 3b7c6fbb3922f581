import { describe, expect, it } from '@jest/globals';
import { Snapshot } from '@understudy/api-contract';
import { SNAPSHOT_STATES } from './snapshot-states.ts';

describe('the states in which pages are looked at', () => {
  it.each(Object.entries(SNAPSHOT_STATES))('%s is a snapshot of the contract', (_name, make) => {
    expect(Snapshot.safeParse(make()).error?.issues).toBeUndefined();
  });
});
