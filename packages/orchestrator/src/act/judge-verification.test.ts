import { expect, it } from '@jest/globals';
import { EAST, sampleReport, sampleSight, sampleView, WEST } from '../testing/index.ts';
import { judgeVerification } from './judge-verification.ts';

const program = { name: 'gateway-1', url: 'http://10.0.0.5:8000', atMs: 1 };

it('verifies a move by the route, what observers see, and what programs say', () => {
  expect(judgeVerification(sampleView(), EAST)).toEqual([]);
  expect(judgeVerification(sampleView(), WEST)).toEqual([`${EAST} is the writer.`]);
  const route = { kind: 'unseen', why: 'no answer' } as const;
  expect(judgeVerification(sampleView({ route }), EAST)).toEqual(['The route cannot be read: no answer.']);
  const slow = { east: sampleSight(EAST, 'slow') };
  const reports = [sampleReport('orch-1'), sampleReport('orch-2', slow), sampleReport('orch-3', slow)];
  expect(judgeVerification(sampleView({ reports }), EAST)).toEqual([
    `Only 1 of 3 observers see ${EAST} take writes.`,
  ]);
  const programs = [
    { ...program, kind: 'silent', why: 'refused' },
    { ...program, kind: 'answers', ready: false, problems: [{ problem: 'No lease.' }] },
    { ...program, kind: 'answers', ready: false, problems: [] },
    { ...program, kind: 'answers', ready: true, problems: [] },
  ] as const;
  expect(judgeVerification(sampleView({ programs }), EAST)).toEqual([
    'gateway-1 does not answer: refused.',
    'gateway-1 is not ready: No lease.',
    'gateway-1 is not ready: it does not say why.',
  ]);
});
