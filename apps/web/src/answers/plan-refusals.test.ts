import { describe, expect, it } from '@jest/globals';
import { planRefusals, whatIsMissing } from './plan-refusals.ts';

const refusal = (code: string) => ({ code, what: `${code} is in the way.`, remedy: 'Remove it.' });
const TO = 'eu-central-1';
const FORM = { typed: TO, reason: 'a test', accepts: false };

describe('planRefusals', () => {
  it('lets a person accept the lag of a failover, and of nothing else', () => {
    const refusals = ['UND_MOVES_LAG_TOO_HIGH', 'UND_MOVES_REGION_UNHEALTHY', 'UND_MOVES_PARKED_RECORDS'].map(
      refusal,
    );
    expect(planRefusals({ kind: 'failover', refusals }).acceptable).toEqual([refusals[0]]);
    expect(planRefusals({ kind: 'switchover', refusals }).acceptable).toEqual([refusals[2]]);
  });
});

describe('whatIsMissing', () => {
  const none = { acceptable: [], firm: [] };

  it('is nothing once the region is typed and the reason given', () => {
    expect(whatIsMissing(TO, none, FORM)).toBeUndefined();
  });

  it('asks for the whole name of the region, and for no other one', () => {
    expect(whatIsMissing(TO, none, { ...FORM, typed: '' })).toContain('until you type the region');
    expect(whatIsMissing(TO, none, { ...FORM, typed: 'eu-cent' })).toBe(
      'Off until the name is complete: ral-1 is missing.',
    );
    expect(whatIsMissing(TO, none, { ...FORM, typed: 'us-east-1' })).toBe(
      'Off: us-east-1 is not eu-central-1.',
    );
  });

  it('asks for each thing in turn, what nothing helps against first', () => {
    const acceptable = [refusal('UND_MOVES_LAG_UNKNOWN')];
    expect(whatIsMissing(TO, { acceptable, firm: [refusal('UND_X'), refusal('UND_Y')] }, FORM)).toBe(
      'Off: UND_X is in the way. And 1 more.',
    );
    expect(whatIsMissing(TO, { acceptable, firm: [] }, FORM)).toBe(
      'Off until you accept what is listed above.',
    );
    expect(whatIsMissing(TO, { acceptable, firm: [] }, { ...FORM, accepts: true })).toBeUndefined();
    expect(whatIsMissing(TO, none, { ...FORM, reason: ' ' })).toBe('Off until you say why.');
  });
});
