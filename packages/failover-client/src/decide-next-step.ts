import { classifyError, isClockSkewCorrected } from './classify-error.ts';
import type { LostAttempt } from './pending-write.ts';
import { isValidation } from './is-validation.ts';
import type { OutgoingWrite, Probe, ReadFirst } from './prepared-write.ts';
import { AttemptUnsent } from './send-attempt.ts';
import type { WriteNotes } from './write-context.ts';

/**
 * What a failed attempt at a write leads to:
 * `resend`: nothing was sent, so the write is sent again at once;
 * `answer`: an earlier attempt was applied, and `output` is its answer;
 * `change-form`: it is sent again in another form;
 * `probe`: its form was refused, so the caller's own form is judged first;
 * `refresh-route`: the fence refused it, so the route is read again first;
 * `back-off`: throttling or a conflict, so it is sent again to the same region after a pause, a few times;
 * `fail-over`: the region did not answer; `lost` where the attempt may have been applied;
 * `fail`: the error is the caller's answer.
 */
export type NextStep =
  | { readonly step: 'resend' }
  | { readonly step: 'answer'; readonly output: object }
  | { readonly step: 'change-form'; readonly notes: WriteNotes }
  | { readonly step: 'probe'; readonly refusal: Error }
  | { readonly step: 'refresh-route' }
  | { readonly step: 'back-off'; readonly error: unknown }
  | { readonly step: 'fail-over'; readonly lost: LostAttempt | undefined }
  | { readonly step: 'fail'; readonly error: unknown };

export interface FailedAttempt {
  readonly error: unknown;
  readonly prepared: OutgoingWrite | ReadFirst | Probe;
  readonly region: string;
  readonly epoch: number;
  /** Whether the answer of an earlier attempt was lost. */
  readonly hasLost: boolean;
}

/** Decides by the error alone: reads the refusal, where it is one, and otherwise the error's class. */
export function decideNextStep(failed: FailedAttempt): NextStep {
  const { error, prepared, region, epoch } = failed;
  if (error instanceof AttemptUnsent) return { step: 'resend' };
  if (prepared.step === 'send' && isRefusal(error)) return afterRefusal(error, prepared, failed);
  if (prepared.step === 'probe' && (isRefusal(error) || isValidation(error)))
    return afterProbe(prepared.judge(error));
  if (
    prepared.step === 'send' &&
    !failed.hasLost &&
    isValidation(error) &&
    maySpeakOfAdditions(prepared, error)
  )
    return { step: 'probe', refusal: error };
  const { class: kind, notApplied } = classifyError(error);
  if (kind === 'capacity' || kind === 'contention' || isClockSkewCorrected(error))
    return { step: 'back-off', error };
  if (kind !== 'regional') return { step: 'fail', error };
  const mayHaveApplied = prepared.step === 'send' && !notApplied;
  const lost = mayHaveApplied ? { error, region, epoch, repeatable: prepared.repeatable() } : undefined;
  return { step: 'fail-over', lost };
}

function afterProbe(judged: ReturnType<Probe['judge']>): NextStep {
  return 'error' in judged
    ? { step: 'fail', error: judged.error }
    : { step: 'change-form', notes: judged.notes };
}

/** Other refusals of a request of the caller's own operation are the same with and without stamp and fence. */
function maySpeakOfAdditions({ isStamped, isOwn }: OutgoingWrite, { message }: Error): boolean {
  return isStamped && (!isOwn || /expression|operator|operand|function|size/i.test(message));
}

function afterRefusal(error: Error, prepared: OutgoingWrite, { hasLost }: FailedAttempt): NextStep {
  const refusal = prepared.readRefusal(error);
  switch (refusal.verdict) {
    case 'fenced':
      return { step: 'refresh-route' };
    case 'already-applied':
      return hasLost ? { step: 'answer', output: refusal.output } : { step: 'fail', error };
    case 'change-form':
      return { step: 'change-form', notes: refusal.notes };
    case 'transient':
      return { step: 'back-off', error: refusal.error };
    case 'callers-error':
      return { step: 'fail', error: refusal.error };
  }
}

function isRefusal(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return error.name === 'ConditionalCheckFailedException' || error.name === 'TransactionCanceledException';
}
