import { describe, expect, it } from '@jest/globals';
import type { MayMove } from '@understudy/api-contract';
import { idleSnapshot } from '../test-support/idle-snapshot.ts';
import { mayItMove } from './may-it-move.ts';

const IDLE = idleSnapshot().answers;
const may = (way: MayMove['may'], reasons: MayMove['reasons'] = []): MayMove => ({
  may: way,
  what: 'What it is.',
  to: 'eu-central-1',
  reasons,
});
const reason = (code: string) => ({ code, what: `${code} is so.` });
const headOf = (switchover: MayMove, failover: MayMove) =>
  mayItMove({ ...IDLE.move, switchover, failover }, { state: 'idle' }).head.words;

describe('mayItMove', () => {
  it('says in one line which way the writer may move', () => {
    expect(headOf(may('yes'), may('yes'))).toBe('The writer may move');
    expect(headOf(may('yes'), may('no'))).toBe('The writer may move');
    expect(headOf(may('no'), may('yes'))).toBe('By failover only');
    expect(headOf(may('no'), may('with-override', [reason('lag-over-limit')]))).toBe(
      'By failover, 1 thing to accept',
    );
    expect(headOf(may('no'), may('with-override', [reason('a'), reason('b')]))).toBe(
      'By failover, 2 things to accept',
    );
    expect(headOf(may('no'), may('no'))).toBe('The writer may not move now');
    expect(headOf(may('unknown'), may('unknown'))).toBe('Whether it may move is unknown');
  });

  it('says that a move runs, whatever else is so', () => {
    const { head, short } = mayItMove(IDLE.move, { state: 'moving' });
    expect([head.words, short]).toEqual(['A move is under way', 'It moves now']);
  });

  it('keeps every way in its place, with its reasons', () => {
    const { ways } = mayItMove(
      { ...IDLE.move, failover: may('no', [reason('standby-unhealthy')]) },
      { state: 'idle' },
    );
    expect(ways.map(({ kind, mark, reasons }) => [kind, mark.words, reasons.length])).toEqual([
      ['switchover', 'may begin', 0],
      ['failover', 'refused now', 1],
    ]);
  });
});
