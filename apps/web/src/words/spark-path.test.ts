import { describe, expect, it } from '@jest/globals';
import { sparkPath } from './spark-path.ts';

describe('sparkPath', () => {
  it('draws from zero to the largest value', () => {
    expect(sparkPath([0, 5, 10])?.line).toBe('M0.0 22.0L66.0 12.0L132.0 2.0');
  });

  it('leaves a gap where a value is missing, and never draws it as zero', () => {
    const path = sparkPath([1, 1, undefined, 1, 1]);
    expect(path?.line.match(/M/g)).toHaveLength(2);
    expect(path?.least).toBe(1);
  });

  it('draws nothing of fewer than two values', () => {
    expect(sparkPath([undefined, 3, undefined])).toBeUndefined();
  });
});
