import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { limitTime, type Clock } from '@understudy/core';
import type { LookResult } from '@understudy/findings';
import type { Canary } from './canary.ts';
import { classifyLookError, whyOf } from './classify-look-error.ts';
import type { RegionLook } from './fold-look.ts';

/** A client that serves one look and is destroyed after it. */
export type LookClient = Pick<DynamoDBClient, 'send' | 'destroy'>;

export interface RegionLookOptions {
  readonly region: string;
  readonly canary: Canary;
  /** Opens a client for one look. What it throws says nothing of the region. */
  readonly open: (limitMs: number) => Promise<LookClient>;
  readonly clock: Clock;
  /** How long the opening, and then each request, may take, in ms. */
  readonly limitMs: number;
  /** An answer that took longer is slow, in ms. */
  readonly slowMs: number;
  /** Ends the look. */
  readonly signal: AbortSignal;
}

/** Looks at a region by a conditional write and a strongly consistent read, side by side. @throws the signal's reason alone */
export async function takeRegionLook(options: RegionLookOptions): Promise<RegionLook> {
  const { region, canary, clock } = options;
  const look = { region, atMs: clock.wallMs() };
  const opened = await openClient(options);
  if ('refused' in opened) return { ...look, write: opened.refused, read: opened.refused };
  const { client } = opened;
  try {
    const [write, read] = await Promise.all([
      attempt((signal) => canary.write(client, signal), options),
      attempt((signal) => canary.read(client, signal), options),
    ]);
    return { ...look, write, read };
  } finally {
    client.destroy();
  }
}

type Opened = { readonly client: LookClient } | { readonly refused: LookResult };

async function openClient({ open, clock, limitMs, signal }: RegionLookOptions): Promise<Opened> {
  const startedMs = clock.monotonicMs();
  const opening = (async () => open(limitMs))();
  let why = `no credentials within ${limitMs} ms`;
  try {
    const opened = await limitTime(() => opening, { clock, limitMs, signal });
    if (opened.met) return { client: opened.value };
  } catch (error) {
    why = whyOf(error);
  }
  void opening.then(
    (late) => {
      late.destroy();
    },
    () => undefined,
  );
  signal.throwIfAborted();
  return { refused: { condition: 'refused', tookMs: clock.monotonicMs() - startedMs, why } };
}

/** @param request gives what is wrong with the answer, or `undefined` */
async function attempt(
  request: (signal: AbortSignal) => Promise<string | undefined>,
  { clock, limitMs, slowMs, signal }: RegionLookOptions,
): Promise<LookResult> {
  const startedMs = clock.monotonicMs();
  const tookMs = () => clock.monotonicMs() - startedMs;
  try {
    const answer = await limitTime(request, { clock, limitMs, signal });
    if (!answer.met)
      return { condition: 'unreachable', tookMs: tookMs(), why: `no answer within ${limitMs} ms` };
    const { value: wrong, afterMs } = answer;
    if (wrong !== undefined) return { condition: 'server-error', tookMs: afterMs, why: wrong };
    if (afterMs <= slowMs) return { condition: 'answering', tookMs: afterMs };
    return { condition: 'slow', tookMs: afterMs, why: `answered after ${Math.round(afterMs)} ms` };
  } catch (error) {
    signal.throwIfAborted();
    return { ...classifyLookError(error), tookMs: tookMs() };
  }
}
