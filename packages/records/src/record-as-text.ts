import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Decision } from '@understudy/replicator';
import type { Item } from '@understudy/versions';
import { nameRecord } from './name-record.ts';
import type { RecordEntry, RecordLine } from './types.ts';

/** A record as one JSON value: images in DynamoDB's own JSON. */
export function recordAsJson(record: RecordLine | RecordEntry): object {
  const { kind, link, key, cause, atMs, state, write, decisions, claim, closed, line } = record;
  return {
    record: nameRecord(record),
    kind,
    ...link,
    key,
    write,
    cause,
    at: timeOf(atMs),
    state,
    closed,
    ...('lost' in line
      ? { lostVersion: line.lost.version, won: line.won }
      : { sequence: line.sequence, version: line.version }),
    ...('writtenMs' in line ? { written: timeOf(line.writtenMs) } : {}),
    decisions: decisions.map(decisionAsJson),
    ...(claim === undefined ? {} : { claim: { ...claim, at: timeOf(claim.atMs) } }),
    ...('images' in record ? { images: record.images } : {}),
  };
}

/** JSON.stringify's replacer for what holds DynamoDB's values: bytes as base64, as DynamoDB's own JSON has them. */
function bytesAsText(this: unknown, name: string, value: unknown): unknown {
  const held = (this as Record<string, unknown>)[name];
  return held instanceof Uint8Array ? Buffer.from(held).toString('base64') : value;
}

/** Two lines of a list: what it is, and the name to hand on. */
export function lineAsText(line: RecordLine): string {
  const { kind, link, key, cause, atMs, state, write, closed } = line;
  const how = state === 'closed' ? `closed: ${closed ?? ''}` : state;
  const head = `${timeOf(atMs)}  ${kind}  ${link.table} ${link.source} → ${link.target}  ${write} ${keyAsText(key)}`;
  return `${head}  ${shortened(cause)}  [${how}]\n  ${nameRecord(line)}\n`;
}

/** A record with its images and all that was decided, for people. */
export function recordAsText(record: RecordEntry): string {
  const { line, decisions, claim, images, cause } = record;
  const facts = [
    ...('lost' in line
      ? [
          `lost      ${line.lost.kind} ${line.lost.version}`,
          ...(line.won === undefined ? [] : [`against   ${line.won.kind} ${line.won.version}`]),
          ...(line.writtenMs === undefined ? [] : [`written   ${timeOf(line.writtenMs)}`]),
        ]
      : [
          `event     ${line.event}, sequence ${line.sequence}`,
          `version   ${line.version ?? 'none: it never came so far'}`,
        ]),
    `cause     ${cause}`,
  ];
  const shown = Object.entries(images).flatMap(([name, image]: [string, Item | undefined]) =>
    image === undefined ? [] : [`${name} image`, ...attributeLines(image)],
  );
  const made = decisions.map((decision) => `decided   ${decisionAsText(decision)}`);
  const open =
    claim === undefined
      ? []
      : [`claimed   ${timeOf(claim.atMs)} by ${claim.by} (${claim.action}): ${claim.why}; not ended`];
  const lines = [...facts, ...shown, ...made, ...open].map((text) => `  ${text}\n`);
  return lineAsText(record) + lines.join('');
}

/** When, by whom, what, why and with which outcome. */
export function decisionAsText({ atMs, by, action, outcome, why, details }: Decision): string {
  const done = details === undefined ? '' : ` (${details})`;
  return `${timeOf(atMs)} by ${by}: ${action}, ${outcome}${done} — ${why}`;
}

function decisionAsJson({ atMs, by, action, outcome, why, details }: Decision): object {
  return { at: timeOf(atMs), by, action, outcome, why, ...(details === undefined ? {} : { details }) };
}

function attributeLines(image: Item): readonly string[] {
  return Object.entries(image)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `  ${name} = ${JSON.stringify(value, bytesAsText)}`);
}

/** `id="o-7" n=3`. */
export function keyAsText(key: Item): string {
  return Object.entries(key)
    .map(([name, value]) => `${name}=${valueAsText(value)}`)
    .join(' ');
}

function valueAsText(value: AttributeValue): string {
  if (value.S !== undefined) return JSON.stringify(value.S);
  return value.N ?? JSON.stringify(value, bytesAsText);
}

function shortened(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
}

function timeOf(atMs: number): string {
  return Number.isFinite(atMs) ? new Date(atMs).toISOString() : 'unknown';
}
