import { describe, expect, it } from '@jest/globals';
import { NOW_MS } from '../test-support/idle-snapshot.ts';
import { SNAPSHOT_STATES } from '../test-support/snapshot-states.ts';
import { modeLines, staleLine } from './mode-lines.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('modeLines', () => {
  it('says who froze, why, and until when', () => {
    const [line] = modeLines(SNAPSHOT_STATES.frozen());
    expect(line).toMatchObject({ tone: 'warn', title: 'Frozen: nothing moves by itself.' });
    expect(plain(line?.text ?? '')).toContain('Until 16:01:02 UTC, 1 h 30 min from now.');
  });

  it('says that a mode has outlived its time, and counts no more', () => {
    const mode = {
      mode: 'maintenance',
      what: 'lb-2 is in maintenance.',
      untilMs: NOW_MS - 60_000,
      outlived: true,
    } as const;
    const [line] = modeLines({ modes: [mode], atMs: NOW_MS });
    expect(line?.text).toContain('Its time was over at 14:30:02 UTC: it counts no more');
  });

  it('is an alert while the control store is away or no orchestrator leads', () => {
    expect(modeLines(SNAPSHOT_STATES.failsafe()).map(({ tone }) => tone)).toEqual(['bad']);
  });

  it('leaves a setting to the rail', () => {
    expect(modeLines(SNAPSHOT_STATES.empty())).toEqual([]);
  });
});

describe('staleLine', () => {
  it('is amber while the page may still be acted on, and says that actions are off afterwards', () => {
    expect(staleLine('old', '4 s', NOW_MS, undefined)).toMatchObject({
      tone: 'warn',
      title: 'News is 4 s old.',
    });
    const line = staleLine('stale', '47 s', NOW_MS, 'The API does not answer.');
    expect(line).toMatchObject({ tone: 'bad', title: 'No news for 47 s.' });
    expect(line.text).toBe(
      'The API does not answer. Everything here is as it was at 14:31:02 UTC. Actions are off.',
    );
  });
});
