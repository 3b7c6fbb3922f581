import type { RecordDetail, RecordState } from '@understudy/api-contract';
import { nameRecord, type RecordEntry, type RecordLine } from '@understudy/records';

/** A record without its images, in the form of the API. */
export function toRecordState(line: RecordLine): RecordState {
  const { kind, link, key, write, cause, atMs, state, closed, claim, decisions } = line;
  const writtenMs = 'writtenMs' in line.line ? line.line.writtenMs : undefined;
  return {
    record: nameRecord(line),
    kind,
    link,
    key: itemJson(key),
    write,
    cause,
    atMs: Number.isFinite(atMs) ? atMs : 0,
    ...(writtenMs !== undefined && { writtenMs }),
    state,
    ...(closed !== undefined && { closed }),
    ...(claim !== undefined && { claim: decisionOf(claim) }),
    decisions: decisions.map(decisionOf),
  };
}

/** The same with both images. */
export function toRecordDetail(entry: RecordEntry): RecordDetail {
  const images = Object.entries(entry.images).map(([name, image]) => [name, itemJson(image)] as const);
  return { ...toRecordState(entry), images: Object.fromEntries(images) };
}

type Decision = RecordState['decisions'][number];

/** Without the token of the claim, which is for its maker alone. */
function decisionOf(made: Decision): Decision {
  const { action, by, why, atMs, outcome, details } = made;
  return {
    action,
    by,
    why,
    atMs,
    ...(outcome !== undefined && { outcome }),
    ...(details !== undefined && { details }),
  };
}

/** In DynamoDB's own JSON: bytes are base64, a number keeps every digit as text. */
function itemJson(item: object): Record<string, unknown> {
  const text = JSON.stringify(item, (_name, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
  return JSON.parse(text) as Record<string, unknown>;
}
