import { describe, expect, it } from '@jest/globals';
import { decideNextStep, type FailedAttempt, type NextStep } from './decide-next-step.ts';
import type { OutgoingWrite, ReadFirst } from './prepared-write.ts';
import type { Repeatable } from './repeatable.ts';
import { AttemptUnsent } from './send-attempt.ts';
import type { WriteRefusal } from './write-refusal.ts';

const errorOf = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });
const refused = errorOf('ConditionalCheckFailedException');
const throttled = errorOf('ThrottlingException');
const lost = errorOf('TimeoutError', { code: 'ETIMEDOUT' });
const unconnected = errorOf('Error', { code: 'ECONNREFUSED' });

const outgoing = (refusal: WriteRefusal, repeatable: Repeatable = 'anywhere'): OutgoingWrite => ({
  step: 'send',
  isOwn: true,
  isStamped: true,
  request: { operation: 'PutItem', input: {} },
  repeatable: () => repeatable,
  answerOf: (output) => output,
  readRefusal: () => refusal,
});
const plain = outgoing({ verdict: 'fenced' });
const reading: ReadFirst = {
  step: 'read',
  request: { operation: 'GetItem', input: {} },
  learn: () => ({}),
};
const decide = (error: Error, more: Partial<FailedAttempt> = {}): NextStep =>
  decideNextStep({ error, prepared: plain, region: 'us-east-1', epoch: 3, hasLost: false, ...more });

describe('after an attempt that was', () => {
  it('not sent, the write is sent again at once', () => {
    expect(decide(new AttemptUnsent('late'))).toEqual({ step: 'resend' });
  });

  it('refused, the refusal decides', () => {
    const output = {};
    const steps: readonly [WriteRefusal, NextStep][] = [
      [{ verdict: 'fenced' }, { step: 'refresh-route' }],
      [
        { verdict: 'change-form', notes: { isAbsent: true } },
        { step: 'change-form', notes: { isAbsent: true } },
      ],
      [
        { verdict: 'transient', class: 'capacity', error: throttled },
        { step: 'back-off', error: throttled },
      ],
      [
        { verdict: 'callers-error', error: refused },
        { step: 'fail', error: refused },
      ],
      [
        { verdict: 'already-applied', output },
        { step: 'fail', error: refused },
      ],
    ];
    for (const [refusal, step] of steps)
      expect(decide(refused, { prepared: outgoing(refusal) })).toEqual(step);
    const applied = outgoing({ verdict: 'already-applied', output });
    expect(decide(refused, { prepared: applied, hasLost: true })).toEqual({ step: 'answer', output });
  });

  it('throttled, or signed by a wrong clock that is corrected now, the same region is asked again', () => {
    expect(decide(throttled)).toEqual({ step: 'back-off', error: throttled });
    const skewed = errorOf('RequestTimeTooSkewed', { $metadata: { clockSkewCorrected: true } });
    expect(decide(skewed)).toEqual({ step: 'back-off', error: skewed });
  });

  it('answered with any other error, that is the answer, and where it is of the form, the caller’s own form is judged (fault G6)', () => {
    const invalid = errorOf('ValidationException', {
      message: 'Invalid UpdateExpression: Syntax error',
      $metadata: { httpStatusCode: 400 },
    });
    expect(decide(invalid)).toEqual({ step: 'probe', refusal: invalid });
    expect(decide(invalid, { hasLost: true })).toEqual({ step: 'fail', error: invalid });
    expect(decide(invalid, { prepared: reading })).toEqual({ step: 'fail', error: invalid });
  });

  it('lost, the write fails over and may have been applied, but a read or an unsent request was not', () => {
    const attempt = { error: lost, region: 'us-east-1', epoch: 3 };
    expect(decide(lost)).toEqual({ step: 'fail-over', lost: { ...attempt, repeatable: 'anywhere' } });
    const never = outgoing({ verdict: 'fenced' }, 'never');
    expect(decide(lost, { prepared: never })).toMatchObject({ lost: { repeatable: 'never' } });
    expect(decide(lost, { prepared: reading })).toEqual({ step: 'fail-over', lost: undefined });
    expect(decide(unconnected)).toEqual({ step: 'fail-over', lost: undefined });
  });
});
