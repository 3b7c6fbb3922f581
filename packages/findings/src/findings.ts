import { SERVER_FINDINGS } from './server-findings.ts';

/** How urgent a finding is: a person is called, a person looks in working hours, or it is only shown. */
export type Severity = 'page' | 'ticket' | 'notice';

/** What a finding means, and what is done about it. */
export interface FindingSpec {
  readonly title: string;
  readonly severity: Severity;
  /** One or two sentences. */
  readonly meaning: string;
  /** What the orchestrators do about it, or why they do nothing. */
  readonly action: string;
  /** What a person types first. */
  readonly firstCommand: string;
}

const define = <Code extends string>(findings: Readonly<Record<Code, FindingSpec>>) => findings;

/**
 * Everything that can be wrong with a service, in the order of what a person wants to know first. `assess` of
 * @understudy/orchestrator finds them; a finding without an action is in the catalogue with the reason.
 */
export const FINDINGS = define({
  'writer-down': {
    title: 'The writer does not answer',
    severity: 'page',
    meaning: 'Observers get no answer from DynamoDB in the region that takes the writes.',
    action:
      'Where a majority of the observers agrees and nothing vetoes it, the standby is promoted. Otherwise the decision says what blocks it.',
    firstCommand: 'understudy plan',
  },
  'writer-grey': {
    title: 'The writer fails in part',
    severity: 'page',
    meaning:
      'The writer answers some requests and fails others: it throttles, is slow, or only some observers reach it.',
    action:
      'Nothing is moved: a region that still takes writes may lose some of them in a failover. A person decides, with `understudy switchover` where both regions answer.',
    firstCommand: 'understudy plan',
  },
  'standby-down': {
    title: 'The standby does not answer',
    severity: 'page',
    meaning: 'The service runs on one region: a failover is impossible until the standby is back.',
    action: 'Nothing: the links go on where they stopped when the region is back.',
    firstCommand: 'understudy status',
  },
  'standby-grey': {
    title: 'The standby fails in part',
    severity: 'ticket',
    meaning: 'The standby answers some requests and fails others.',
    action: 'Nothing: a move to it is refused while it does not take writes.',
    firstCommand: 'understudy status',
  },
  'control-store-silent': {
    title: 'The control store does not answer',
    severity: 'page',
    meaning:
      'The route cannot be read or moved. Writers go on by the fence of their region, where `onControlLoss` is `continue`.',
    action: 'Nothing: without the control store the writer cannot be moved, by a person neither.',
    firstCommand: 'understudy status',
  },
  ...SERVER_FINDINGS,
  'move-under-way': {
    title: 'The writer is being moved',
    severity: 'notice',
    meaning: 'Writes wait until the move is complete or aborted.',
    action: 'The leading orchestrator continues a move whose mover stopped.',
    firstCommand: 'understudy status',
  },
  merging: {
    title: 'A lost region is being reconciled',
    severity: 'notice',
    meaning:
      'What the region acknowledged before it was lost is being merged; deletes need tombstones meanwhile.',
    action: 'The leading orchestrator reconciles as far as the regions answer.',
    firstCommand: 'understudy status',
  },
  'lag-over-limit': {
    title: 'Replication lags over the limit',
    severity: 'page',
    meaning: 'The standby lacks more of the latest writes than `limits.maxLagMs` allows.',
    action: 'Nothing: the link works on it. A failover is blocked unless a person overrides the limit.',
    firstCommand: 'understudy status',
  },
  'link-silent': {
    title: 'A link reports nothing',
    severity: 'page',
    meaning: 'Its worker has told nothing of late: no process leads it, or its region does not answer.',
    action: 'Nothing: start `understudy replicator run` where it has stopped.',
    firstCommand: 'understudy status',
  },
  'gap-open': {
    title: 'A stream dropped writes unread',
    severity: 'page',
    meaning: 'The link cannot have read what its stream dropped; the standby may lack it.',
    action: 'Nothing: a backfill fills the gap. A switchover is refused until then.',
    firstCommand: 'understudy backfill TABLE',
  },
  'dead-letters-open': {
    title: 'Records cannot be applied',
    severity: 'ticket',
    meaning: 'The standby lacks writes whose records cannot be applied as they are.',
    action: 'Nothing: a person applies or drops them. A switchover is refused until then.',
    firstCommand: 'understudy dead-letters list',
  },
  'observer-silent': {
    title: 'An observer reports nothing',
    severity: 'ticket',
    meaning:
      'One of the orchestrators is down or does not reach the control store. It counts as not agreeing.',
    action: 'Nothing: start it again. A failover needs a majority of all observers that are declared.',
    firstCommand: 'understudy orchestrator run',
  },
  'observer-abstains': {
    title: 'An observer does not trust what it sees',
    severity: 'ticket',
    meaning: 'Its process was held up, its clocks disagree, or it reaches nothing at all.',
    action: 'Nothing: it abstains until its doubts end, and counts as not agreeing.',
    firstCommand: 'understudy plan',
  },
  'observer-refused': {
    title: 'A region refuses an observer',
    severity: 'ticket',
    meaning:
      'Its credentials, its rights or its tables are wrong. That says nothing of the region, and the observer cannot see it.',
    action: 'Nothing: `understudy check` on its machine says what is missing.',
    firstCommand: 'understudy check',
  },
  'versions-differ': {
    title: 'Orchestrators of different versions',
    severity: 'ticket',
    meaning: 'Their major versions differ: they may judge differently.',
    action: 'Nothing is moved automatically until all run one major version.',
    firstCommand: 'understudy plan',
  },
  'topologies-differ': {
    title: 'Orchestrators with different topologies',
    severity: 'ticket',
    meaning: 'They run with different versions of understudy.yaml.',
    action: 'Nothing is moved automatically until all run with the same.',
    firstCommand: 'understudy plan',
  },
  'program-silent': {
    title: 'A program does not answer',
    severity: 'ticket',
    meaning: 'A gateway or replicator that the topology lists does not answer on its ops address.',
    action: 'Nothing: start it again, or correct its address.',
    firstCommand: 'understudy plan',
  },
  'program-not-ready': {
    title: 'A program is not ready',
    severity: 'ticket',
    meaning: 'A gateway or replicator says that it cannot do its work, and why.',
    action: 'Nothing: its problem names the remedy.',
    firstCommand: 'understudy plan',
  },
  'record-elsewhere': {
    title: 'A DNS record does not lead to the writer',
    severity: 'page',
    meaning:
      "A record of Linode's Domains that follows the writer has the target of another region, or another one. Callers that find the service by this name go there.",
    action:
      'After a move the leader changes the record. Later it changes nothing: a person may have set the record on purpose.',
    firstCommand: 'understudy plan',
  },
  'step-failed': {
    title: 'A step of the last move was not made',
    severity: 'ticket',
    meaning:
      'A hook or the change of a DNS record that follows a move failed at every attempt, or was skipped since the move was not verified. The writer has moved all the same.',
    action:
      'Nothing: its attempts are used up. A move that requires it counts as unverified. The finding ends with the next move, or when a person acknowledges this one.',
    firstCommand: 'understudy plan',
  },
  'not-ready': {
    title: 'A move would not succeed',
    severity: 'ticket',
    meaning:
      'The dry run of a move, which the leader makes while nothing is wrong, found something that a person has to do before the writer can be moved, or moved back.',
    action: 'Nothing: `understudy readiness` shows each cause with its remedy.',
    firstCommand: 'understudy readiness',
  },
  'freeze-outlived': {
    title: 'A freeze has outlived its end',
    severity: 'ticket',
    meaning: 'Automatic moves were frozen until a time that has passed. The freeze counts no more.',
    action: 'Automatic moves are made again. Lift it, or freeze again.',
    firstCommand: 'understudy unfreeze',
  },
  'maintenance-outlived': {
    title: 'A maintenance has outlived its end',
    severity: 'ticket',
    meaning: 'A region or server was in maintenance until a time that has passed. It counts no more.',
    action: 'What was in maintenance is watched and moved again. End it, or begin another.',
    firstCommand: 'understudy maintenance SUBJECT --end',
  },
});

export type FindingCode = keyof typeof FINDINGS;
