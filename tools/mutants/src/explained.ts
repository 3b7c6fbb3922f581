/** Mutants that nothing notices, and why the code is right all the same. */
export interface Explanation {
  /** As `npm run mutants -- --list` shows them. */
  readonly keys: readonly string[];
  readonly because: string;
}

/** Survivors that are known: second lines of defence, and what changes nothing but speed. */
export const EXPLAINED: readonly Explanation[] = [
  {
    because:
      'What the compiler asks for: the value is never absent there, or nothing else comes of it where it is.',
    keys: [
      'packages/versions/src/stamp-transaction.ts › stampPart › condition › remove === undefined → false',
      'packages/replicator/src/classify/is-unmarked-removal.ts › isUnmarkedRemoval › operand › stamp !== undefined && stamp >= encodeVersion(tombstone) → stamp >= encodeVersion(tombstone)',
      'packages/replicator/src/apply/mark-below-tombstone.ts › markBelowTombstone › operand › standing === undefined || !isMarked(standing) → !isMarked(standing)',
      'packages/replicator/src/apply/resolve-conflict.ts › resolveConflict › operand › stamp !== undefined && stamp >= versionText → stamp >= versionText',
      'packages/replicator/src/apply/resolve-conflict.ts › resolveConflict › operand › tombstoneText !== undefined && tombstoneText >= versionText → tombstoneText >= versionText',
      "packages/replicator/src/apply/redrive-parked.ts › redriveParked › condition › change.kind === 'put' → true",
      'packages/failover-client/src/send-attempt.ts › handleEvent › condition › this.#callers !== undefined → true',
      'packages/failover-client/src/write-refusal.ts › refusedBy › operand › stamp !== undefined && ownStamps.has(stamp) → ownStamps.has(stamp)',
      'packages/failover-client/src/run-batch.ts › mayHaveApplied › operand › error instanceof FailoverClientError && error.mayHaveApplied → error.mayHaveApplied',
      "packages/failover-client/src/run-batch.ts › addCapacity › operand › typeof value === 'object' && value !== null → typeof value === 'object'",
      'packages/failover-client/src/refuse-invalid-batch.ts › voidBatch › condition › input.RequestItems === undefined → false',
      'packages/replicator/src/apply/complete-work.ts › park › condition › record === undefined → false',
      'packages/replicator/src/apply/complete-work.ts › park › condition › isChange(task) → true',
      'packages/replicator/src/apply/complete-work.ts › earlierOf › condition › isChange(task) → true',
      "packages/failover-client/src/prepare-single-write.ts › readRefusal › operand › refuser === 'own-write' && item !== undefined → refuser === 'own-write'",
      "packages/failover-client/src/prepare-transaction.ts › readRefusal › operand › refusal.kind === 'tombstone' && refusal.version !== undefined → refusal.version !== undefined",
      'packages/failover-client/src/prepare-transaction.ts › asCallers › operand › item === undefined || part === undefined → item === undefined',
    ],
  },
  {
    because:
      'A stamp below the version is below a tombstone that is not, so the tombstone wins without the first half too.',
    keys: [
      'packages/replicator/src/apply/resolve-conflict.ts › resolveConflict › operand › standing !== undefined && (deleted === undefined || (stamp as string) >= (tombstoneText as string)) → (deleted === undefined || (stamp as string) >= (tombstoneText as string))',
    ],
  },
  {
    because:
      'Works that are no changes have no version, and nothing is greater than one that is absent, so they are never coalesced.',
    keys: [
      'packages/replicator/src/apply/queue-work.ts › ascends › operand › isChange(before) && isChange(after) && after.versionText > before.versionText → after.versionText > before.versionText',
      'packages/replicator/src/apply/queue-work.ts › ascends › operand › isChange(before) && isChange(after) → isChange(before)',
      'packages/replicator/src/apply/queue-work.ts › ascends › operand › isChange(before) && isChange(after) → isChange(after)',
    ],
  },
  {
    because:
      'Two works of one version are one record that was read twice: settled together or one by one, the outcome is the same.',
    keys: [
      'packages/replicator/src/apply/queue-work.ts › ascends › comparison › after.versionText > before.versionText → after.versionText >= before.versionText',
    ],
  },
  {
    because:
      'It decides only when the list of what has begun is cut off, which changes nothing but the use of memory.',
    keys: [
      'packages/replicator/src/apply/keyed-queue.ts › #begin › comparison › this.#next > MOST_BEGUN → this.#next >= MOST_BEGUN',
    ],
  },
  {
    because:
      'A write bears the epoch in which its own region was the writer, so no other region has that one.',
    keys: [
      'packages/replicator/src/apply/may-retry-parked.ts › mayRetryParked › comparison › past.epoch > epoch → past.epoch >= epoch',
    ],
  },
  {
    because:
      'A read has no form that could be stamped, so it may never speak of additions; a probe was answered before.',
    keys: [
      "packages/failover-client/src/decide-next-step.ts › decideNextStep › operand › prepared.step === 'send' && !failed.hasLost → !failed.hasLost",
    ],
  },
  {
    because:
      'A table that is missing has been found before any of its members is looked at, and what fits its schema has every key.',
    keys: [
      "packages/failover-client/src/judge-batch.ts › fitsSchema › operand › schema === undefined || schema === 'missing' → schema === undefined",
      "packages/failover-client/src/judge-batch.ts › hasDuplicates › operand › schema === undefined || schema === 'missing' → schema === undefined",
      'packages/failover-client/src/judge-batch.ts › keyOf › condition › item[name] === undefined → false',
    ],
  },
  {
    because:
      'What is thrown for a request is always an error: the SDK and the time limit throw nothing else.',
    keys: [
      "packages/failover-client/src/run-write.ts › isMismatchOfEpochs › operand › error instanceof Error && error.name === 'IdempotentParameterMismatchException' → error.name === 'IdempotentParameterMismatchException'",
    ],
  },
  {
    because: 'A clock sleeps through a time that has passed as through none.',
    keys: [
      'packages/replicator/src/apply/complete-work.ts › settle › bound › Math.max(0, notBeforeMs - clock.monotonicMs()) → notBeforeMs - clock.monotonicMs()',
      'packages/replicator/src/leadership/leadership-term.ts › keep › bound › Math.max(1, Math.min(pauseMs / RENEWALS, msLeft(this.#validUntil, clock))) → Math.min(pauseMs / RENEWALS, msLeft(this.#validUntil, clock))',
    ],
  },
  {
    because: 'It lets go of a listener that can do nothing any more, since its promise is settled.',
    keys: [
      "packages/replicator/src/apply/retry-parked.ts › retryParked › call › signal.removeEventListener('abort', onAbort); → nothing",
    ],
  },
  {
    because:
      'Two items with one stamp are one state of the item, so what has the stamp has all of the image.',
    keys: [
      'packages/replicator/src/apply/restore-image.ts › restoreImage › operand › stamp === undefined && !hasAllOf(read, change.image) → !hasAllOf(read, change.image)',
    ],
  },
  {
    because: 'What else refused the transaction is answered before the first transient reason is looked at.',
    keys: [
      "packages/failover-client/src/prepare-transaction.ts › readRefusal › condition › refusal.kind === 'transient' → true",
    ],
  },
  {
    because:
      'A batch that names no stamped table has no member to judge, and DynamoDB refuses its form in either way.',
    keys: ['packages/failover-client/src/run-batch.ts › runBatch › condition › isOurs → true'],
  },
];
