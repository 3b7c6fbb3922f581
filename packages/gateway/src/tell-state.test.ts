import { ManualClock } from '@understudy/core/testing';
import { HandLease, moving, steady } from '@understudy/route/testing';
import { describe, expect, it } from '@jest/globals';
import { tellState, type StateFacts } from './tell-state.ts';

const [WRITER, STANDBY] = ['us-east-1', 'eu-central-1'] as const;
const lost = (region: string, code = 'UND_SERVICE_REGION_UNREACHABLE') => ({
  code,
  problem: `${region} did not answer.`,
  remedy: 'Look.',
  region,
});

function told(changed: Partial<StateFacts> = {}) {
  return tellState({
    lease: new HandLease(steady()),
    credentials: { problem: () => undefined, problems: () => [] },
    clock: new ManualClock(),
    draining: false,
    regions: [],
    witness: 'eu-west-1',
    ...changed,
  });
}

describe('tellState', () => {
  it('is ready without a problem', () => {
    expect(told()).toMatchObject({ ready: true, region: WRITER, problems: [] });
  });

  it('is not ready while its writer is lost, and is while the standby is (fault N1)', () => {
    expect(told({ regions: [lost(WRITER)] })).toMatchObject({ ready: false, problems: [lost(WRITER)] });
    expect(told({ regions: [lost(STANDBY)] })).toMatchObject({ ready: true, problems: [lost(STANDBY)] });
  });

  it('stays ready while the writer throttles (fault N1)', () => {
    const throttled = lost(WRITER, 'UND_SERVICE_REGION_THROTTLED');
    expect(told({ regions: [throttled] })).toMatchObject({ ready: true, problems: [throttled] });
  });

  it('says that the writer is moving (fault N1)', () => {
    expect(told({ lease: new HandLease(moving()) })).toMatchObject({
      ready: false,
      problems: [expect.objectContaining({ code: 'UND_GATEWAY_WRITER_MOVING' })],
    });
  });
});
