import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const CLI_ERRORS = {
  UND_CLI_CODE_UNKNOWN: {
    exit: 'notFound',
    meaning: 'No package of Understudy has an error of that code.',
    remedy: 'Use one of the codes that the message suggests; `understudy explain` lists all.',
  },
  UND_CLI_FILE_EXISTS: {
    exit: 'refused',
    meaning: '`understudy init` writes a new file and never replaces one unasked. Nothing was written.',
    remedy: 'Edit that file, name another with -f, or replace it with --force.',
  },
  UND_CLI_ANSWERS_MISSING: {
    exit: 'usage',
    meaning: '`understudy init` lacks something and has no terminal to ask on. Nothing was written.',
    remedy: 'Give the options that the message names; `understudy init --help` shows them all.',
  },
  UND_CLI_ANSWERS_INVALID: {
    exit: 'usage',
    meaning: 'What `understudy init` was given makes no valid topology. Nothing was written.',
    remedy:
      'Correct the option or the answer that the message is about; `understudy init --help` shows them all.',
  },
  UND_CLI_FILE_NOT_WRITTEN: {
    exit: 'refused',
    meaning: 'The file could not be written. Nothing was changed.',
    remedy: 'Check that the directory exists and that this user may write to it.',
  },
  UND_CLI_NOT_READY: {
    exit: 'refused',
    meaning: '`understudy check` found something that keeps the service from running.',
    remedy: 'Do what each failed check says, then run `understudy check` again.',
  },
  UND_CLI_MOVE_NOT_READY: {
    exit: 'refused',
    meaning: 'A dry run of a move found something that keeps it from succeeding, or could not find out.',
    remedy: 'Do what each cause says, then run `understudy readiness --now`.',
  },
  UND_CLI_NEEDS_ACTION: {
    exit: 'refused',
    meaning: '`understudy doctor` found something that a person has to do.',
    remedy: 'Do what the page says, from its beginning, then run `understudy doctor` again.',
  },
  UND_CLI_NOT_SEEN: {
    exit: 'refused',
    meaning: '`understudy observe` got no proper answer of a region or of the witness from this machine.',
    remedy:
      'Compare with another machine: where that sees it, look at the network and the credentials of this one; otherwise at the region.',
  },
  UND_CLI_MOVE_REFUSED: {
    exit: 'refused',
    meaning: 'The route, regions or links have something against the move now. Nothing was changed.',
    remedy:
      'Each reason is listed above with its code and what to do. A failover accepts an unknown or high lag with --override.',
  },
  UND_CLI_MOVE_ASKED_FOR: {
    exit: 'refused',
    meaning:
      'Another person was first to ask the orchestrators for a move. Nothing was changed by this command.',
    remedy:
      'Speak with the person that the message names. `understudy watch` follows the move, `understudy abort` gives it up once it has begun.',
  },
  UND_CLI_MOVE_NOT_BEGUN: {
    exit: 'refused',
    meaning: 'No orchestrator began the move in time, and none will. Nothing was changed.',
    remedy:
      'See with `understudy plan` which orchestrator leads; --without-orchestrator makes the move by the command itself.',
  },
  UND_CLI_ROUTE_CHANGED: {
    exit: 'refused',
    meaning:
      'The route changed between what the command showed and the confirmation. Nothing was changed by this command.',
    remedy: 'Look at `understudy status`, and run the command again if the move is still wanted.',
  },
  UND_CLI_CONFIRMATION_WRONG: {
    exit: 'refused',
    meaning: '--confirm is something else than the command asks for. Nothing was changed.',
    remedy:
      'Give --confirm the name that the message shows: the region that becomes the writer, or the service.',
  },
  UND_CLI_OPTIONS_CONFLICT: {
    exit: 'usage',
    meaning: 'Two options were given that exclude each other. Nothing was changed.',
    remedy: 'Leave one of them out; the command with --help describes both.',
  },
  UND_CLI_SUBJECT_UNKNOWN: {
    exit: 'notFound',
    meaning:
      'Nothing of that name can be under maintenance: the topology does not have it. Nothing was changed.',
    remedy: 'Name a region, a pool, or a node of the balancers as the topology file does.',
  },
  UND_CLI_NAME_UNKNOWN: {
    exit: 'notFound',
    meaning: 'Nothing of that kind has that name.',
    remedy: 'Use a name that `understudy get` shows for the kind.',
  },
  UND_CLI_NOTHING_TO_ACKNOWLEDGE: {
    exit: 'refused',
    meaning:
      'Only the last move is acknowledged, only where an orchestrator made it, and only once. Nothing was changed.',
    remedy:
      'No action needed. `understudy history` and `understudy audit` show the moves, and who acknowledged them.',
  },
  UND_CLI_INTENT_UNKNOWN: {
    exit: 'notFound',
    meaning: 'The control store has no intent of that name, or has it no more. Nothing was changed.',
    remedy: 'Use the name that the alert shows; `understudy audit --since 24h` lists what was proposed.',
  },
  UND_CLI_INTENT_NOT_PROPOSED: {
    exit: 'refused',
    meaning:
      'Only an intent that is proposed is approved or rejected; this one is in another state. Nothing was changed.',
    remedy:
      'Read what it is now. A move that has begun is ended by `understudy abort`; one that was rejected is made by `understudy failover`.',
  },
  UND_CLI_INTENT_EXPIRED: {
    exit: 'refused',
    meaning: 'The proposal waited for its answer as long as it may. Nothing was changed.',
    remedy:
      'Answer the next proposal, which follows while the reason lasts, or fail over by `understudy failover REGION`.',
  },
  UND_CLI_INTENT_CHANGED: {
    exit: 'refused',
    meaning:
      'Another process changed the intent between the reading and the answer. The answer was not stored.',
    remedy: 'Read what it is now; where it is still proposed, run the command again.',
  },
  UND_CLI_AUDIT_NOT_WRITTEN: {
    exit: 'unverified',
    meaning: 'What the command was asked for is done, and its line in the audit could not be written.',
    remedy:
      'Do not repeat it. Note who did it and why elsewhere, and check the control store: `understudy check`.',
  },
} as const satisfies ErrorCatalogue;

export type CliErrorCode = keyof typeof CLI_ERRORS;

export class CliError extends UnderstudyError<CliErrorCode> {
  constructor(code: CliErrorCode, facts: ErrorFacts) {
    super(code, CLI_ERRORS[code], facts);
  }
}
