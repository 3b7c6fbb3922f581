import { describe, expect, it } from '@jest/globals';
import { idleSnapshot, NOW_MS } from '../test-support/idle-snapshot.ts';
import { movingSnapshot } from '../test-support/moving-snapshot.ts';
import { NOTHING_HEARD, takeEvent, takeLoss, takeRefusal } from './stream-state.ts';
import { pulseAgeMs } from './pulse-age-ms.ts';

const event = (kind: string, data: unknown) => ({ kind, data: JSON.stringify(data), id: 'a-1' });
const line = (entry: string, atMs: number) => ({ entry, atMs, by: 'o-2', kind: 'move', what: entry });
const RESET = event('reset', { snapshot: idleSnapshot(), audit: [line('e-1', NOW_MS - 2000)] });
const reset = () => takeEvent(NOTHING_HEARD, RESET, 1000);

describe('takeEvent', () => {
  it('begins with the whole state', () => {
    const state = reset();
    expect(state).toMatchObject({ connection: 'open', pulse: { heardMs: 1000, wallMs: NOW_MS, ageMs: 400 } });
    expect(state.snapshot?.answers.writer.region).toBe('us-east-1');
  });

  it('replaces the parts that changed as a whole, and keeps the others', () => {
    const { answers, route } = movingSnapshot();
    const change = { atMs: NOW_MS + 500, sequence: 813, answers, parts: { route } };
    const { snapshot } = takeEvent(reset(), event('change', change), 1500);
    expect(snapshot).toMatchObject({ atMs: NOW_MS + 500, sequence: 813, answers, route });
    expect(snapshot?.links).toEqual(idleSnapshot().links);
  });

  it('has each line of the audit once, the newest first', () => {
    const entries = [line('e-1', NOW_MS - 2000), line('e-2', NOW_MS - 1000)];
    const { audit } = takeEvent(reset(), event('audit', { entries }), 1500);
    expect(audit.map(({ entry }) => entry)).toEqual(['e-2', 'e-1']);
  });

  it('counts the age from the last heartbeat on, by the clock of the browser', () => {
    const beat = event('heartbeat', { atMs: NOW_MS + 4000, ageMs: 700, sequence: 813, ages: {} });
    const { pulse } = takeEvent(reset(), beat, 5000);
    expect(pulseAgeMs(pulse, 5000)).toBe(700);
    expect(pulseAgeMs(pulse, 8000)).toBe(3700);
    expect(pulseAgeMs(undefined, 8000)).toBeUndefined();
  });

  it('changes nothing by an event that a newer API may send', () => {
    const state = reset();
    expect(takeEvent(state, event('weather', { sun: true }), 2000)).toBe(state);
    expect(takeEvent(NOTHING_HEARD, event('change', { parts: {} }), 2000)).toBe(NOTHING_HEARD);
  });
});

describe('a loss', () => {
  it('keeps what was shown, which grows old, until it is heard of again', () => {
    const lost = takeLoss(reset(), 'The connection was closed.');
    expect(lost).toMatchObject({ connection: 'lost', why: 'The connection was closed.' });
    expect(lost.snapshot).toBeDefined();
    const beat = event('heartbeat', { atMs: NOW_MS, ageMs: 0, sequence: 1, ages: {} });
    expect(takeEvent(lost, beat, 3000).why).toBeUndefined();
  });

  it('of the session takes everything away', () => {
    expect(takeRefusal(reset())).toMatchObject({ connection: 'refused' });
    expect(takeRefusal(reset()).snapshot).toBeUndefined();
  });
});
