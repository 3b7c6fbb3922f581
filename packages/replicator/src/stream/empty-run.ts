/**
 * Empty answers in a row, each asked for with the iterator that the one before it gave. DynamoDB does not promise that an
 * empty answer comes from the tip: it may take several calls to come to records, and a record may be readable only some
 * time after its write was acknowledged.
 */
export interface EmptyRun {
  readonly answers: number;
  /** Monotonic ms at which the first and the last of them were asked for. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a run needs to count as the tip. */
export interface TipLimits {
  /** Answers, at least. */
  readonly tipConfirmations: number;
  /** Ms from the first to the last of them, at least. */
  readonly streamQuietMs: number;
}

/** The run after one more answer, asked for at `sentMs`; none after one with records. */
export function extendRun(
  run: EmptyRun | undefined,
  { sentMs, empty }: { readonly sentMs: number; readonly empty: boolean },
): EmptyRun | undefined {
  if (!empty) return undefined;
  return { answers: (run?.answers ?? 0) + 1, fromMs: run?.fromMs ?? sentMs, toMs: sentMs };
}

/**
 * The one judgement of an open shard's tip, for the lag, `atTip` and barriers alike: everything that was written before the
 * run began has been read.
 */
export function isTip(run: EmptyRun | undefined, { tipConfirmations, streamQuietMs }: TipLimits): boolean {
  return run !== undefined && run.answers >= tipConfirmations && run.toMs - run.fromMs >= streamQuietMs;
}
