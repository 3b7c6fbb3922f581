import { describe, expect, it } from '@jest/globals';
import { decideNextStep, type FailedAttempt, type NextStep } from './decide-next-step.ts';
import type { OutgoingWrite, Probe, ReadFirst } from './prepared-write.ts';
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

describe('a refusal of the form', () => {
  const invalid = (message: string) => errorOf('ValidationException', { message });
  const syntax = invalid('Invalid UpdateExpression: Syntax error');
  const other = invalid('One or more parameter values were invalid');
  const failed = (error: Error) => ({ step: 'fail', error });

  it('is the answer where nothing was added to the request that it could speak of', () => {
    const unstamped = { ...plain, isStamped: false };
    expect(decide(syntax, { prepared: unstamped })).toEqual(failed(syntax));
    expect(decide(syntax, { prepared: { ...unstamped, isOwn: false } })).toEqual(failed(syntax));
    expect(decide(other)).toEqual(failed(other));
  });

  it('has the caller’s own form judged where another operation was sent, whatever it speaks of', () => {
    expect(decide(other, { prepared: { ...plain, isOwn: false } })).toEqual({
      step: 'probe',
      refusal: other,
    });
  });

  it('is no other error that happens to speak of an expression', () => {
    const busy = errorOf('ThrottlingException', { message: 'size of expression' });
    expect(decide(busy)).toEqual({ step: 'back-off', error: busy });
  });
});

describe('a probe', () => {
  const probe = (judged: ReturnType<Probe['judge']>): Probe => ({
    step: 'probe',
    request: { operation: 'PutItem', input: {} },
    judge: () => judged,
  });
  const callers = errorOf('ValidationException');

  it('that is refused is judged: the error is the caller’s, or another form is tried', () => {
    for (const refusal of [refused, errorOf('TransactionCanceledException'), callers]) {
      expect(decide(refusal, { prepared: probe({ error: callers }) })).toEqual({
        step: 'fail',
        error: callers,
      });
      expect(decide(refusal, { prepared: probe({ notes: { isAbsent: true } }) })).toEqual({
        step: 'change-form',
        notes: { isAbsent: true },
      });
    }
  });

  it('that meets a busy region is sent again, and nothing of it may have been applied', () => {
    const prepared = probe({ error: callers });
    expect(decide(throttled, { prepared })).toEqual({ step: 'back-off', error: throttled });
    const conflict = errorOf('TransactionConflictException');
    expect(decide(conflict, { prepared })).toEqual({ step: 'back-off', error: conflict });
    expect(decide(lost, { prepared })).toEqual({ step: 'fail-over', lost: undefined });
  });
});
