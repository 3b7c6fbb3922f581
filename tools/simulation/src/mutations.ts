/** A fault that is planted in the code: one text of one file, where it occurs exactly once, and its replacement. */
export interface Mutation {
  readonly name: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** What the simulator has to find; each has a history in the corpus. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'tombstones-not-written',
    file: 'packages/failover-client/src/prepare-write.ts',
    find: 'const leavesTombstone = context.tombstones !== undefined',
    replace: 'const leavesTombstone = context.tombstones === null',
  },
  {
    name: 'tombstones-not-replicated',
    file: 'packages/replicator/src/apply/apply-change.ts',
    find: "if (mode === 'plain' && !late.possible)",
    replace: "if (change.kind === 'remove')",
  },
  {
    name: 'tombstones-not-checked-at-the-source',
    file: 'packages/replicator/src/apply/apply-change.ts',
    find: 'if (tombstone !== undefined && tombstone.epoch > change.version.epoch)',
    replace: 'if (tombstone !== undefined && tombstone.epoch > Infinity)',
  },
  {
    name: 'tombstones-not-checked-at-the-target',
    file: 'packages/replicator/src/apply/apply-change.ts',
    find: "return putItem(mode === 'plain' ? clients.plain : guarded, change, table, mode);",
    replace: "return putItem(mode === 'plain' ? clients.plain : guarded, change, table, 'plain');",
  },
  {
    name: 'no-mark-on-replicated-deletes',
    file: 'packages/versions/src/marked-stamp.ts',
    find: 'return `${encodeVersion(version)}${MARK}`;',
    replace: 'return encodeVersion(version);',
  },
  {
    name: 'removal-dated-by-a-fence-while-merging',
    file: 'packages/replicator/src/leadership/route-watch.ts',
    find: 'return { ...factsOf(confirmed, source), mayBeClean: confirmed.epoch };',
    replace: 'return factsOf(confirmed, source);',
  },
  {
    name: 'no-assert-back',
    file: 'packages/replicator/src/apply/apply-change.ts',
    find: "if (!shouldWriteBack || context.writes === 'foreign') return { outcome };",
    replace: 'if (outcome !== undefined) return { outcome };',
  },
  {
    name: 'no-ledger-entry',
    file: 'packages/replicator/src/apply/apply-change.ts',
    find: "if (toLedger) await record([...earlier, change], 'later-version', winner, context);",
    replace: '',
  },
  {
    name: 'no-write-fence',
    file: 'packages/versions/src/fence-condition.ts',
    find: 'return `attribute_not_exists(${attribute}) OR ${attribute}<${ceiling}`;',
    replace:
      'return `attribute_not_exists(${attribute}) OR attribute_exists(${attribute}) OR ${attribute}<${ceiling}`;',
  },
  {
    name: 'no-promotion-wait',
    file: 'packages/moves/src/plan-move.ts',
    find: 'forMs: Math.max(0, progress.waitFromMs + promotionWaitMs(limits) - nowMs)',
    replace: 'forMs: 0',
  },
  {
    name: 'lease-stamped-after-the-answer',
    file: 'packages/route-store/src/renew-view.ts',
    find: "return { snapshot, validUntil, renewedBy: 'store' };",
    replace: "return { snapshot, validUntil: deadlineAfter(usableMs, clock), renewedBy: 'store' };",
  },
  {
    name: 'checkpoint-before-apply',
    file: 'packages/replicator/src/replicate-shard.ts',
    find: 'queue.add({ task, parts: [{ record, task, ticket, progress }] });',
    replace: 'queue.add({ task, parts: [{ record, task, ticket, progress }] }); progress.settle(ticket);',
  },
  {
    name: 'removal-dated-by-the-current-epoch',
    file: 'packages/replicator/src/leadership/route-watch.ts',
    find: 'return { cleanEpoch: lastCleanEpoch(route, source), sourceIsWriter: writer === source };',
    replace: 'return { cleanEpoch: route.epoch, sourceIsWriter: writer === source };',
  },
  {
    name: 'removal-dated-by-any-tombstone',
    file: 'packages/replicator/src/classify/date-change.ts',
    find: 'tombstone?.region === source ? tombstone.epoch : 0',
    replace: 'tombstone?.epoch ?? 0',
  },
  {
    name: 'merging-emptied-without-asking-the-links',
    file: 'packages/moves/src/plan-reconciling.ts',
    find: 'links: [...linksFrom(tables, regions[0], regions[1]), ...linksFrom(tables, regions[1], regions[0])],',
    replace: 'links: [],',
  },
  {
    name: 'merging-emptied-before-late-requests-have-landed',
    file: 'packages/moves/src/take-step.ts',
    find: 'maxRequestAgeMs: limits.maxRequestAgeMs,',
    replace: 'maxRequestAgeMs: 0,',
  },
  {
    name: 'tail-of-a-failover-counted-as-settled',
    file: 'packages/route/src/decide-transition.ts',
    find: "tail: kind === 'switchover' ? 'settled' : 'unsettled',",
    replace: "tail: 'settled',",
  },
  {
    name: 'coalesced-to-the-last-image-always',
    file: 'packages/replicator/src/apply/queue-work.ts',
    find: 'return isChange(before) && isChange(after) && after.versionText > before.versionText;',
    replace: 'return isChange(before) && isChange(after);',
  },
  {
    name: 'abort-counts-the-epoch-up',
    file: 'packages/route/src/decide-transition.ts',
    find: "return { phase: 'steady', regions, epoch, writer: from, merging, epochs };",
    replace:
      "return { phase: 'steady', regions, epoch: epoch + 1, writer: from, merging, epochs: [...epochs.map((one) => (one.epoch === epoch ? { ...one, untilMs: one.fromMs } : one)), { epoch: epoch + 1, writer: from, fromMs: 0, untilMs: null, mergingWasEmpty: merging.length === 0 }] };",
  },
  {
    name: 'late-applies-forgotten',
    file: 'packages/replicator/src/state/late-applies.ts',
    find: 'return this.#clock.monotonicMs() < this.#untilMs;',
    replace: 'return false;',
  },
  {
    name: 'barrier-reached-without-a-look',
    file: 'packages/replicator/src/leadership/answer-barriers.ts',
    find: 'await lookThrough(look);',
    replace: '',
  },
  {
    name: 'order-of-a-key-not-kept',
    file: 'packages/replicator/src/apply/keyed-queue.ts',
    find: 'const { keyText } = work.task;',
    replace:
      "const keyText = work.task.kind === 'remove' ? `${work.task.keyText} removed` : work.task.keyText;",
  },
  {
    name: 'late-requests-forgotten-by-a-fast-clock',
    file: 'packages/replicator/src/leadership/term-context.ts',
    find: 'Math.ceil(limits.maxRequestAgeMs / (1 - limits.drift))',
    replace: 'limits.maxRequestAgeMs',
  },
  {
    name: 'answers-heard-after-their-time-taken',
    file: 'packages/failover-client/src/send-attempt.ts',
    find: 'if (hasPassed(end, settings.clock)) throw attempt.timeout();',
    replace: '',
  },
  {
    name: 'unknown-place-waited-out',
    file: 'packages/replicator/src/stream/dynamo-stream-reader.ts',
    find: "case 'ValidationException':",
    replace: '',
  },
  {
    name: 'repeated-records-taken-again',
    file: 'packages/replicator/src/stream/shard-reader.ts',
    find: 'const fresh = this.#unread(records);',
    replace: 'const fresh = records;',
  },
  {
    name: 'forgotten-leader-taken-for-none',
    file: 'packages/replicator/src/leadership/acquire-leadership.ts',
    find: "if (seen === undefined) return 'unknown';",
    replace: "if (seen === undefined) return 'clean';",
  },
  {
    name: 'forgotten-lease-not-waited-out',
    file: 'packages/replicator/src/leadership/term-context.ts',
    find: 'late.noteForgotten(promotionWaitMs(limits))',
    replace: 'late.noteForgotten(0)',
  },
  {
    name: 'filled-before-late-requests-have-landed',
    file: 'packages/replicator/src/leadership/rest-watch.ts',
    find: 'if (leader === undefined || (leader.released && leader.clean)) return true;',
    replace: 'return true;',
  },
  {
    name: 'copies-taken-for-native-writes',
    file: 'packages/replicator/src/classify/classify-record.ts',
    find: "return !marked && version.region === source && version.sequence === '0';",
    replace: 'return !marked;',
  },
  {
    name: 'switchover-without-the-old-fence',
    file: 'packages/moves/src/plan-move.ts',
    find: 'const wantsFrom = !progress.fencedFrom && (planned || !progress.fenceTried);',
    replace: 'const wantsFrom = !progress.fencedFrom && !progress.fenceTried;',
  },
  {
    name: 'switchover-without-draining',
    file: 'packages/moves/src/plan-move.ts',
    find: 'if (progress.undrained.length > 0) {',
    replace: 'if (!planned && progress.undrained.length > 0) {',
  },
  {
    name: 'lease-renewed-by-a-later-fence',
    file: 'packages/route-store/src/renew-view.ts',
    find: 'if (fence?.epoch !== route.epoch || fence.writer !== route.writer) return undefined;',
    replace: 'if (fence === undefined) return undefined;',
  },
  {
    name: 'adding-up-sent-again',
    file: 'packages/failover-client/src/repeatable.ts',
    find: 'if (update !== undefined && !isIdempotentUpdate(update)) return false;',
    replace: '',
  },
  {
    name: 'reset-taken-for-unsent',
    file: 'packages/failover-client/src/classify-error.ts',
    find: "  'ECONNREFUSED',\n  'ENOTFOUND',\n]);",
    replace: "  'ECONNREFUSED',\n  'ECONNRESET',\n  'ENOTFOUND',\n]);",
  },
  {
    name: 'transaction-sent-again-in-another-epoch',
    file: 'packages/failover-client/src/run-write.ts',
    find: "if (lost?.repeatable === 'same-epoch' && lost.epoch !== route.epoch) throw ambiguousError(write);",
    replace: '',
  },
  {
    name: 'refusal-told-after-a-lost-answer',
    file: 'packages/failover-client/src/run-write.ts',
    find: 'return write.lost === undefined ? error : ambiguousError(write, error);',
    replace: 'return error;',
  },
  {
    name: 'failover-reported-as-drained',
    file: 'packages/moves/src/take-step.ts',
    find: 'undrained: progress.undrained,\n      oldRegionFenced: progress.fencedFrom,',
    replace: 'undrained: [],\n      oldRegionFenced: progress.fencedFrom,',
  },
  {
    name: 'fence-renews-no-lease',
    file: 'packages/route-store/src/renew-view.ts',
    find: 'const view = known === undefined ? undefined : await viewFromFence(settings, known, signal);',
    replace: 'const view = known === null ? await viewFromFence(settings, known, signal) : undefined;',
  },
  {
    name: 'invalid-record-passed-over',
    file: 'packages/replicator/src/apply/complete-work.ts',
    find: ': await park(parking, task, parts, context);',
    replace: ": { outcome: 'parked' as const };",
  },
  {
    name: 'rights-by-the-monotonic-clock-alone',
    file: 'packages/core/src/deadline.ts',
    find: 'return clock.monotonicMs() >= monotonicMs || clock.wallMs() >= wallMs;',
    replace: 'return clock.monotonicMs() >= monotonicMs && wallMs > 0;',
  },
  {
    name: 'table-at-the-target-not-looked-at',
    file: 'packages/replicator/src/leadership/look-through.ts',
    find: 'target ??= tables.lookAtTarget();',
    replace: 'target ??= Promise.resolve();',
  },
  {
    name: 'another-stream-taken-for-the-same',
    file: 'packages/replicator/src/state/judge-tables.ts',
    find: 'const otherStream = kept.stream !== seen.stream;',
    replace: 'const otherStream = false;',
  },
  {
    name: 'late-child-not-waited-for',
    file: 'packages/replicator/src/stream/shard-set.ts',
    find: 'return this.isFinished(id) && (this.isOff || !this.#awaiting.has(id));',
    replace: 'return this.isFinished(id);',
  },
  {
    name: 'lease-not-looked-at-once-signed',
    file: 'packages/replicator/src/adapters/bound-requests.ts',
    find: 'if (!mayStillSend()) throw tooLate();\n    const ending',
    replace: 'const ending',
  },
  {
    name: 'barrier-lists-only-what-is-new',
    file: 'packages/replicator/src/leadership/look-through.ts',
    find: "await replication.list(target === undefined ? 'start' : undefined);",
    replace: 'await replication.list();',
  },
  {
    name: 'suspect-forgotten-where-its-answer-was-lost',
    file: 'packages/replicator/src/apply/apply-change.ts',
    find: 'if (dueMs !== undefined) late.suspectToo(change, Math.max(dueMs, late.dueMs));',
    replace: '',
  },
  {
    name: 'only-the-first-reason-of-a-block-told',
    file: 'packages/replicator/src/state/link-troubles.ts',
    find: 'if (nowMs - (this.#toldMs.get(trouble.code) ?? -Infinity) < REPEAT_EVERY_MS) return;',
    replace: 'if (nowMs - Math.max(-Infinity, ...this.#toldMs.values()) < REPEAT_EVERY_MS) return;',
  },
  {
    name: 'server-error-handed-on-as-certain',
    file: 'packages/failover-client/src/run-write.ts',
    find: 'throw harmless(write) ? marked(write, error) : ambiguousError(write);',
    replace: 'throw harmless(write) ? error : ambiguousError(write);',
  },
  {
    name: 'possible-suspect-replaces-the-stored-one',
    file: 'packages/replicator/src/apply/apply-change.ts',
    find: 'late.suspectToo(change, Math.max(dueMs, late.dueMs));',
    replace: 'late.suspect(change, Math.max(dueMs, late.dueMs));',
  },
];
