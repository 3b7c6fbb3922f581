import { classifyError, isClockSkewCorrected } from './classify-error.ts';
import type { LostAttempt } from './pending-write.ts';
import type { OutgoingWrite, ReadFirst } from './prepared-write.ts';
import { AttemptUnsent } from './send-attempt.ts';
import type { WriteNotes } from './write-context.ts';

/**
 * What a failed attempt at a write leads to:
 * `resend`: nothing was sent, so the write is sent again at once;
 * `answer`: an earlier attempt was applied, and `output` is its answer;
 * `change-form`: it is sent again in another form;
 * `refresh-route`: the fence refused it, so the route is read again first;
 * `back-off`: throttling or a conflict, so it is sent again to the same region after a pause, a few times;
 * `fail-over`: the region did not answer; `lost` where the attempt may have been applied;
 * `fail`: the error is the caller's answer.
 */
export type NextStep =
  | { readonly step: 'resend' }
  | { readonly step: 'answer'; readonly output: object }
  | { readonly step: 'change-form'; readonly notes: WriteNotes }
  | { readonly step: 'refresh-route' }
  | { readonly step: 'back-off'; readonly error: unknown }
  | { readonly step: 'fail-over'; readonly lost: LostAttempt | undefined }
  | { readonly step: 'fail'; readonly error: unknown };

export interface FailedAttempt {
  readonly error: unknown;
  readonly prepared: OutgoingWrite | ReadFirst;
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
  const { class: kind, notApplied } = classifyError(error);
  if (kind === 'capacity' || kind === 'contention' || isClockSkewCorrected(error))
    return { step: 'back-off', error };
  if (kind !== 'regional') return { step: 'fail', error };
  const mayHaveApplied = prepared.step === 'send' && !notApplied;
  const lost = mayHaveApplied ? { error, region, epoch, repeatable: prepared.repeatable() } : undefined;
  return { step: 'fail-over', lost };
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
