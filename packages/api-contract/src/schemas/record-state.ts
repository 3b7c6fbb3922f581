import * as z from 'zod';
import { LinkName } from './link-state.ts';
import { list } from './list.ts';
import { Sentence, WallTime } from './wall-time.ts';

/** An item in DynamoDB's own JSON: `{"id": {"S": "o-7"}}`; binary is base64. */
export const ItemJson = z.record(z.string(), z.unknown());

const Decision = z.object({
  action: z.string(),
  by: z.string(),
  why: Sentence,
  atMs: WallTime,
  outcome: z.string().optional(),
  details: z.string().optional(),
});

/** A write that replication could not let stand, or could not apply, without its images. */
export const RecordState = z.object({
  /** One word, as `understudy ledger list` shows it. */
  record: z.string(),
  kind: z.enum(['ledger', 'dead-letter']),
  link: LinkName,
  key: ItemJson,
  write: z.enum(['put', 'remove']),
  cause: z.string(),
  atMs: WallTime,
  /** Wall time of the client that made it, where its stamp says. */
  writtenMs: WallTime.optional(),
  state: z.enum(['open', 'claimed', 'superseded', 'closed']),
  /** The outcome that closed it. */
  closed: z.string().optional(),
  /** A person is deciding it, or did not finish. */
  claim: Decision.optional(),
  decisions: list(Decision),
});
export type RecordState = z.infer<typeof RecordState>;

/** The same with both images: of the ledger `base`, `lost` and `won`; of a dead letter `new` and `old`. */
export const RecordDetail = RecordState.extend({ images: z.record(z.string(), ItemJson) });
export type RecordDetail = z.infer<typeof RecordDetail>;

/** One page of records. */
export const RecordsPage = z.object({
  records: list(RecordState),
  /** Hand it to the next request as `after`; absent at the end. */
  next: z.string().optional(),
});
export type RecordsPage = z.infer<typeof RecordsPage>;

/** How a decision on a record ended. */
export const RecordDecision = z.object({
  record: z.string(),
  /** In a word: `merged`, `applied`, `dropped`, `later-write`, … */
  outcome: z.string(),
  /** Whether nothing is left to decide. */
  closed: z.boolean(),
  what: Sentence,
});
export type RecordDecision = z.infer<typeof RecordDecision>;
