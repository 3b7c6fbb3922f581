import { describe, expect, it } from '@jest/globals';
import { defaultLimits, promotionWaitMs } from '@understudy/core';
import type { LeaderItem, StatusItem } from '../state/link-store.ts';
import { RestWatch } from './rest-watch.ts';

const LANDED_MS =
  promotionWaitMs(defaultLimits) + Math.ceil(defaultLimits.maxRequestAgeMs / (1 - defaultLimits.drift));
const leader = (facts: Partial<LeaderItem> = {}): LeaderItem => ({
  owner: 'a',
  counter: 1,
  released: false,
  clean: false,
  ...facts,
});
const said = (atMs: number, atRest: boolean): StatusItem => ({ atTip: false, atRest, atMs, counts: {} });

describe('a link is at rest', () => {
  it('where it never had a leader, or the last one left with nothing under way', () => {
    expect(new RestWatch(defaultLimits).look(undefined, undefined, 0)).toBe(true);
    expect(new RestWatch(defaultLimits).look(leader({ released: true, clean: true }), undefined, 0)).toBe(
      true,
    );
  });

  it('when its leader says so after the first look, and not by what was said before', () => {
    const watch = new RestWatch(defaultLimits);
    expect(watch.look(leader(), said(5, true), 0)).toBe(false);
    expect(watch.look(leader({ counter: 2 }), said(5, true), 3_000)).toBe(false);
    expect(watch.look(leader({ counter: 3 }), said(6, false), 6_000)).toBe(false);
    expect(watch.look(leader({ counter: 4 }), said(7, true), 9_000)).toBe(true);
  });

  it('not while a leader leads, whatever the one before it left, nor by the word of one that left with requests under way', () => {
    const watch = new RestWatch(defaultLimits);
    expect(watch.look(leader({ clean: true }), said(5, false), 0)).toBe(false);
    expect(watch.look(leader({ released: true }), said(6, true), 1_000)).toBe(false);
  });

  it('when no leader has renewed for as long as the last one may have led, and its requests may be applied', () => {
    for (const last of [leader({ counter: 9 }), leader({ counter: 9, released: true })]) {
      const watch = new RestWatch(defaultLimits);
      expect(watch.look(leader({ counter: 8 }), said(5, true), 0)).toBe(false);
      expect(watch.look(last, said(5, true), 1_000)).toBe(false);
      expect(watch.look(last, undefined, 999 + LANDED_MS)).toBe(false);
      expect(watch.look(last, undefined, 1_000 + LANDED_MS)).toBe(true);
    }
  });
});
