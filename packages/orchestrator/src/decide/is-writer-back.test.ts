import { expect, it } from '@jest/globals';
import { EAST, sampleReport, sampleSight, sampleView, viewWithoutWriter } from '../testing/index.ts';
import { isWriterBack } from './is-writer-back.ts';

it('is back when a majority sees it again and no observer misses it', () => {
  expect(isWriterBack(sampleView(), EAST)).toBe(true);
  expect(isWriterBack(viewWithoutWriter(3), EAST)).toBe(false);
  expect(isWriterBack(viewWithoutWriter(1), EAST)).toBe(false);
  const slow = { east: sampleSight(EAST, 'slow') };
  const reports = [sampleReport('orch-1'), sampleReport('orch-2', slow), sampleReport('orch-3', slow)];
  expect(isWriterBack(sampleView({ reports }), EAST)).toBe(false);
});
