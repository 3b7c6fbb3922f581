import { describe, expect, it } from '@jest/globals';
import { judgeTables, type SourceRole } from './judge-tables.ts';

const arn = (label: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/${label}`;
const first = arn('2026-01-01T00:00:00.000');
const second = arn('2026-01-02T00:00:00.000');
const kept = { stream: first, sourceId: 'a', targetId: 'b' };
const roles: readonly SourceRole[] = ['copies', 'not-the-writer', 'may-be-the-writer'];

describe('judgeTables', () => {
  it('notes the first, and what an earlier release had not noted', () => {
    expect(judgeTables(undefined, kept, 'may-be-the-writer')).toBe('noted');
    expect(judgeTables({ stream: first }, kept, 'may-be-the-writer')).toBe('noted');
    expect(judgeTables(kept, kept, 'may-be-the-writer')).toBe('same');
    expect(judgeTables(kept, { stream: first }, 'may-be-the-writer')).toBe('same');
  });

  it.each([
    [{ ...kept, stream: second }, ['noted', 'gap', 'gap'], 'another stream (fault D3)'],
    [{ ...kept, targetId: 'c' }, ['noted', 'gap', 'gap'], 'another table at the target (fault D4)'],
    [
      { ...kept, stream: second, sourceId: 'c' },
      ['noted', 'gap', 'replaced'],
      'another table at the source (fault D4)',
    ],
    [{ ...kept, sourceId: 'c' }, ['noted', 'gap', 'replaced'], 'another table under one stream (fault D4)'],
  ])('asks what the route says of the source: %j is %j: %s', (seen, verdicts) => {
    expect(roles.map((role) => judgeTables(kept, seen, role))).toEqual(verdicts);
  });

  it('passes over an answer of before the stream that is known: descriptions of tables may be old (fault D3)', () => {
    for (const role of roles) expect(judgeTables({ ...kept, stream: second }, kept, role)).toBe('stale');
  });
});
