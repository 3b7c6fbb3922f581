import { snapshotParts, type FiveAnswers, type Mode, type SnapshotPart } from '@understudy/api-contract';
import type { Reading } from './reading.ts';
import type { PartValues } from './snapshot-values.ts';

/** A part as JSON text, made once for all who ask: only its age is put in when it is sent. */
export interface RenderedPart {
  readonly known: boolean;
  /** What it says, without times: the same text is the same state. */
  readonly fingerprint: string;
  readonly atMs?: number;
  readonly seenMs?: number;
  readonly render: (nowMs: number) => string;
}

/** One snapshot as text. */
export interface RenderedSnapshot {
  readonly atMs: number;
  readonly sequence: number;
  readonly answers: FiveAnswers;
  readonly answersText: string;
  readonly modes: readonly Mode[];
  readonly modesText: string;
  readonly parts: Readonly<Record<SnapshotPart, RenderedPart>>;
}

export const PART_NAMES = Object.keys(snapshotParts) as readonly SnapshotPart[];

export function renderParts(values: PartValues): RenderedSnapshot['parts'] {
  const parts = PART_NAMES.map((name) => [name, renderPart(values[name])] as const);
  return Object.fromEntries(parts) as Record<SnapshotPart, RenderedPart>;
}

/** Of any reading; `nowMs` is monotonic. */
export function renderPart(reading: Reading<unknown>): RenderedPart {
  if (reading.kind === 'seen') {
    const { atMs, seenMs } = reading;
    const value = JSON.stringify(reading.value);
    const render = (nowMs: number) =>
      `{"known":true,"atMs":${String(atMs)},"ageMs":${ageText(seenMs, nowMs)},"value":${value}}`;
    return { known: true, fingerprint: value, atMs, seenMs, render };
  }
  const { why, code, last } = reading;
  const head = JSON.stringify({ known: false, why, code }).slice(0, -1);
  if (last === undefined) return { known: false, fingerprint: head, render: () => `${head}}` };
  const { atMs, seenMs } = last;
  const value = JSON.stringify(last.value);
  const render = (nowMs: number) =>
    `${head},"last":{"atMs":${String(atMs)},"ageMs":${ageText(seenMs, nowMs)},"value":${value}}}`;
  return { known: false, fingerprint: `${head} ${value}`, atMs, seenMs, render };
}

function ageText(seenMs: number, nowMs: number): string {
  return String(Math.max(0, Math.round(nowMs - seenMs)));
}
