import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeVersion } from '@understudy/versions';
import { queueWork, type Work } from './queue-work.ts';
import type { Change, Task } from '../types.ts';

const change = (epoch: number, sequence: number, kind: 'put' | 'remove' = 'put'): Change => {
  const version = { epoch, region: 'us-east-1', sequence: String(sequence) };
  const facts = { keyText: 'k', key: { id: { S: 'k' } }, version, versionText: encodeVersion(version) };
  return kind === 'put' ? { ...facts, kind, image: { id: { S: 'k' } } } : { ...facts, kind };
};

const queue = (tasks: readonly Task[]) =>
  tasks.reduce<readonly Work<number>[]>((waiting, task, at) => queueWork(waiting, { task, parts: [at] }), []);

describe('works of one key that wait', () => {
  it('become one while their versions ascend', () => {
    const works = queue([change(1, 1), change(1, 2, 'remove'), change(2, 3)]);
    expect(works).toHaveLength(1);
    expect(works[0]?.parts).toEqual([0, 1, 2]);
    expect(works[0]?.task).toEqual(change(2, 3));
  });

  it('are settled by themselves where a version goes back', () => {
    const works = queue([change(3, 10, 'remove'), change(2, 20), change(3, 30, 'remove')]);
    expect(works.map(({ parts }) => parts)).toEqual([[0], [1, 2]]);
  });

  it('are not joined with what is no change', () => {
    const copy: Task = {
      kind: 'replicated-copy',
      keyText: 'k',
      key: { id: { S: 'k' } },
      under: { epoch: 2, region: 'us-east-1', sequence: '0' },
    };
    const invalid: Task = { kind: 'invalid', keyText: 'k', cause: new Error('no stamp') };
    expect(queue([change(1, 1), copy, change(1, 2), invalid, change(1, 3)])).toHaveLength(5);
  });

  it('keep every part once and in order, and a last version that none after it exceeds', () => {
    const draws = fc.array(
      fc.record({ epoch: fc.integer({ min: 0, max: 3 }), step: fc.integer({ min: 1, max: 3 }) }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(draws, (records) => {
        let sequence = 0;
        const tasks = records.map(({ epoch, step }) => change(epoch, (sequence += step)));
        const works = queue(tasks);
        expect(works.flatMap(({ parts }) => parts)).toEqual(tasks.map((_task, at) => at));
        for (const { task, parts } of works) {
          expect(task).toBe(tasks[parts.at(-1) ?? -1]);
          const versions = parts.map((at) => (tasks[at] as Change).versionText);
          expect(versions).toEqual([...versions].sort());
        }
      }),
    );
  });
});
