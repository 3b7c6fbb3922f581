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
      'packages/route/src/encode-route.ts › decodeRegions › operand › first === undefined || second === undefined → second === undefined',
      "packages/moves/src/preview-move.ts › previewMove › operand › asIfWriter !== undefined && stored.phase === 'steady' → asIfWriter !== undefined",
      'packages/replicator/src/classify/is-unmarked-removal.ts › isUnmarkedRemoval › operand › stamp !== undefined && stamp >= encodeVersion(tombstone) → stamp >= encodeVersion(tombstone)',
      'packages/replicator/src/apply/mark-below-tombstone.ts › markBelowTombstone › operand › standing === undefined || !isMarked(standing) → !isMarked(standing)',
      'packages/replicator/src/apply/resolve-conflict.ts › resolveConflict › operand › stamp !== undefined && stamp >= versionText → stamp >= versionText',
      'packages/replicator/src/apply/resolve-conflict.ts › resolveConflict › operand › tombstoneText !== undefined && tombstoneText >= versionText → tombstoneText >= versionText',
      "packages/replicator/src/apply/redrive-parked.ts › redriveParked › condition › change.kind === 'put' → true",
      'packages/failover-client/src/send-attempt.ts › handleEvent › condition › this.#callers !== undefined → true',
      'packages/failover-client/src/write-refusal.ts › refusedBy › operand › stamp !== undefined && ownStamps.has(stamp) → ownStamps.has(stamp)',
      "packages/failover-client/src/run-batch.ts › addCapacity › operand › typeof value === 'object' && value !== null → typeof value === 'object'",
      'packages/failover-client/src/refuse-invalid-batch.ts › voidBatch › condition › input.RequestItems === undefined → false',
      'packages/replicator/src/apply/complete-work.ts › park › condition › record === undefined → false',
      'packages/replicator/src/apply/complete-work.ts › park › condition › isChange(task) → true',
      'packages/replicator/src/apply/complete-work.ts › earlierOf › condition › isChange(task) → true',
      "packages/failover-client/src/prepare-single-write.ts › readRefusal › operand › refuser === 'own-write' && item !== undefined → refuser === 'own-write'",
      "packages/failover-client/src/prepare-transaction.ts › readRefusal › operand › refusal.kind === 'tombstone' && refusal.version !== undefined → refusal.version !== undefined",
      'packages/failover-client/src/prepare-transaction.ts › asCallers › operand › item === undefined || part === undefined → item === undefined',
      'packages/route-store/src/route-lease.ts › changed › condition › waiter !== undefined → true',
      'packages/versions/src/judge-refusal.ts › judgeRefusal › condition › found === undefined → false',
      "packages/route-store/src/renew-view.ts › viewFromFence › operand › fences === undefined || !continues || route.phase !== 'steady' → fences === undefined || !continues",
      'packages/route-store/src/renew-view.ts › viewFromFence › operand › fences === undefined || !continues → !continues',
      'packages/route-store/src/renew-view.ts › viewFromFence › condition › answer.met → true',
      'packages/route-store/src/renew-view.ts › beginByFences › operand › fences === undefined || regions === undefined → regions === undefined',
      'packages/route-store/src/route-lease.ts › #readNext › operand › error !== undefined && isPast → isPast',
      'packages/route-store/src/stores/ask-in-turn.ts › askInTurn › condition › signal === undefined → false',
      'packages/moves/src/answer-or.ts › answerOr › condition › signal === undefined → false',
      'packages/moves/src/change-route.ts › withRetries › condition › signal === undefined → false',
      'packages/moves/src/write-fences.ts › writeFences › condition › signal === undefined → false',
      'packages/moves/src/mover.ts › #move › operand › wanted.acceptParked === true && this.#progress !== undefined → wanted.acceptParked === true',
      "packages/moves/src/mover.ts › #claim › operand › !won || route.phase !== 'moving' → !won",
      "packages/moves/src/plan-reconciling.ts › planReconciling › comparison › step.do === 'wait' → true",
      'packages/versions/src/decode-stamp.ts › decodeStamp › condition › nonce === undefined → false',
      'packages/versions/src/with-additions.ts › withAdditions › condition › condition === undefined → false',
      "packages/replicator/src/classify/classify-batch.ts › ownTombstones › operand › one.kind === 'skipped' && one.stamp !== undefined → one.stamp !== undefined",
      'packages/replicator/src/classify/classify-batch.ts › skippedToTask › condition › stamp === undefined → false',
      'packages/replicator/src/classify/classify-batch.ts › skippedToTask › operand › stamp === undefined || under === undefined → under === undefined',
      "packages/replicator/src/classify/classify-batch.ts › withTombstone › condition › change.kind === 'put' → true",
      'packages/replicator/src/classify/classify-record.ts › classifyRecord › operand › text === undefined || stamp === undefined → text === undefined',
      'packages/replicator/src/classify/classify-record.ts › classifyRecord › operand › text === undefined || stamp === undefined → stamp === undefined',
      "packages/replicator/src/apply/apply-change.ts › applyOnce › condition › change.kind === 'put' → true",
      "packages/replicator/src/apply/apply-change.ts › ownTombstone › condition › known === 'none' → false",
      "packages/replicator/src/apply/complete-work.ts › completeWork › condition › task.kind === 'invalid' → true",
      'packages/replicator/src/apply/complete-work.ts › completeWork › condition › isChange(task) → true',
      'packages/replicator/src/apply/complete-work.ts › perform › condition › !isChange(task) → false',
      'packages/replicator/src/apply/complete-work.ts › perform › condition › sequence !== undefined → true',
      'packages/replicator/src/apply/keyed-queue.ts › #begin › condition › entry !== undefined → true',
      'packages/replicator/src/apply/keyed-queue.ts › #work › condition › work !== undefined → true',
      'packages/replicator/src/apply/recheck-suspects.ts › recheckTarget › operand › suspect === undefined || waitMs > 0 → waitMs > 0',
      "packages/replicator/src/leadership/route-watch.ts › isIdle › operand › this.isSteady() && route?.phase === 'steady' → this.isSteady()",
      "packages/replicator/src/leadership/route-watch.ts › plainFacts › operand › route !== undefined && this.mode() === 'plain' → this.mode() === 'plain'",
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
      'packages/replicator/src/apply/keyed-queue.ts › #begin › operand › this.#next === this.#ready.length || this.#next > MOST_BEGUN → this.#next === this.#ready.length',
      'packages/replicator/src/apply/keyed-queue.ts › #begin › operand › this.#next === this.#ready.length || this.#next > MOST_BEGUN → this.#next > MOST_BEGUN',
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
      'packages/route-store/src/route-lease.ts › #renewUntilEnded › bound › Math.max(1, startedMs + pauseMs - clock.monotonicMs()) → startedMs + pauseMs - clock.monotonicMs()',
      'packages/moves/src/mover.ts › #drive › condition › outcome.pauseMs > 0 → true',
      'packages/replicator/src/apply/recheck-suspects.ts › recheckTarget › bound › Math.max(waitMs, 1) → waitMs',
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
  {
    because:
      'What it leaves in is a promise that is settled, or a listener of one: it changes nothing but the use of memory.',
    keys: [
      'packages/route-store/src/route-lease.ts › changed › condition › waiter !== undefined → false',
      'packages/route-store/src/route-lease.ts › changed › call › this.#waiters.delete(waiter); → nothing',
      "packages/route-store/src/route-lease.ts › orAborted › call › signal.removeEventListener('abort', onAbort); → nothing",
    ],
  },
  {
    because:
      'A fence that was not read has no revision and no writer, so it is never the later one, and none of a known region.',
    keys: [
      "packages/route/src/route-of-fences.ts › routeOfFences › condition › typeof fence === 'object' → true",
    ],
  },
  {
    because: 'Fences of one revision follow from one route: either shows it.',
    keys: [
      'packages/route/src/route-of-fences.ts › routeOfFences › comparison › second.revision > (first?.revision ?? -1) → second.revision >= (first?.revision ?? -1)',
    ],
  },
  {
    because: 'What follows meets the same signal, and ends with its reason.',
    keys: [
      'packages/route-store/src/renew-view.ts › renewView › call › signal.throwIfAborted(); → nothing',
      'packages/route-store/src/route-lease.ts › refresh › call › this.#ender.signal.throwIfAborted(); → nothing',
      'packages/route-store/src/route-lease.ts › #readNext › call › signal.throwIfAborted(); → nothing',
      'packages/route-store/src/route-lease.ts › #readNext › call › signal.throwIfAborted(); → nothing › 2',
      'packages/replicator/src/leadership/look-through.ts › confirm › call › signal.throwIfAborted(); → nothing',
    ],
  },
  {
    because: 'The wait before it has let every call of that moment join already.',
    keys: ['packages/route-store/src/route-lease.ts › #readNext › call › await Promise.resolve(); → nothing'],
  },
  {
    because:
      'A time without end is that of a backfill, and becomes the time of now where the suspect is remembered.',
    keys: [
      'packages/replicator/src/apply/apply-change.ts › write › bound › Math.max(dueMs, late.dueMs) → late.dueMs',
    ],
  },
  {
    because:
      'A reason to abort that the mover found by itself is found again by the look before the next step.',
    keys: ['packages/moves/src/mover.ts › #drive › condition › abortReason !== undefined → true'],
  },
  {
    because: 'It spares work whose outcome would be the same.',
    keys: [
      "packages/versions/src/refuse-stamp-attribute.ts › refuseStampAttribute › operand › typeof expression === 'string' && expression.includes(attribute) → typeof expression === 'string'",
      "packages/versions/src/stamped.ts › withoutUpdate › comparison › 'UpdateExpression' in request → true",
      "packages/versions/src/stamped.ts › withoutUpdate › comparison › 'AttributeUpdates' in request → true",
      'packages/moves/src/merge-reconciler.ts › #updateFences › condition › unknown.length === 0 → false',
      'packages/replicator/src/classify/classify-batch.ts › ownTombstones › condition › found.size === 0 → false',
      'packages/replicator/src/apply/complete-work.ts › earlierOf › condition › parts.length === 1 → false',
    ],
  },
  {
    because:
      'In steady state, where the source is the writer and nothing is merging, the rule for foreign writes is to apply them.',
    keys: [
      "packages/replicator/src/apply/apply-change.ts › applyOnce › operand › context.writes === 'foreign' && mode === 'guarded' → context.writes === 'foreign'",
    ],
  },
  {
    because: 'A steady route bears no id of a move, and who has ended the move sees a steady route.',
    keys: [
      "packages/moves/src/mover.ts › #drive › operand › !ended && last.route.phase === 'moving' && last.route.moveId === first.moveId → last.route.moveId === first.moveId",
      "packages/moves/src/mover.ts › #drive › operand › !ended && last.route.phase === 'moving' → !ended",
      "packages/moves/src/mover.ts › #drive › operand › !ended && last.route.phase === 'moving' → last.route.phase === 'moving'",
    ],
  },
  {
    because: 'It only keeps Node from writing a warning that many parts listen for one end.',
    keys: [
      'packages/replicator/src/leadership/leadership-term.ts › constructor › call › setMaxListeners(0, this.#ender.signal); → nothing',
      'packages/replicator/src/leadership/term-run.ts › #begin › call › setMaxListeners(0, signal); → nothing',
    ],
  },
];
