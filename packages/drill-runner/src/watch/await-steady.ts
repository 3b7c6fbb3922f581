import { waitFor } from '@understudy/core';
import type { ScenarioData } from '@understudy/drills';
import type { Stage } from '../stage/stage.ts';
import { hasFailed } from './has-failed.ts';

const EVERY_MS = 200;
/** A report that is older is of an orchestrator that is not well, in milliseconds. */
const FRESH_MS = 5_000;
/** In so many milliseconds a write has to be acknowledged. */
const WRITTEN_MS = 2_000;

/**
 * Waits until everything has been well for a while: the route is steady, one orchestrator leads, each reports without doubts,
 * writes are acknowledged and none fails.
 * @returns what was missing at the last look, where it was not well in time
 * @throws the signal's reason
 */
export async function awaitSteady(stage: Stage, steady: ScenarioData['steady']): Promise<string | undefined> {
  const { clock, signal } = stage;
  let wellSinceMs: number | undefined;
  let missing: string | undefined;
  const look = async () => {
    missing = await findMissingPart(stage).catch((error: unknown) => String(error));
    const nowMs = clock.monotonicMs();
    if (missing !== undefined) wellSinceMs = undefined;
    else wellSinceMs ??= nowMs;
    return wellSinceMs !== undefined && nowMs - wellSinceMs >= steady.for;
  };
  const waited = await waitFor(look, { clock, everyMs: EVERY_MS, limitMs: steady.within, signal });
  return waited.met ? undefined : (missing ?? 'it was well for too short a time');
}

/** The first thing that is not well. */
async function findMissingPart(stage: Stage): Promise<string | undefined> {
  const { service, orchestrators, journal, clock, elapsedMs, signal } = stage;
  const [{ route }, { leader, reports }] = await Promise.all([
    service.routeStore.read(signal),
    service.control.read(signal),
  ]);
  if (route.phase !== 'steady' || route.merging.length > 0) return 'the route is not steady';
  if (leader === undefined) return 'no orchestrator leads';
  for (const { name } of orchestrators) {
    const report = reports.find(({ observer }) => observer === name);
    if (report === undefined || clock.wallMs() - report.atMs > FRESH_MS) return `${name} does not report`;
    const [doubt] = report.doubts;
    if (doubt !== undefined) return `${name} abstains: ${doubt.what}`;
  }
  const recent = journal.entries.filter(({ endedMs }) => endedMs > elapsedMs() - WRITTEN_MS);
  const failed = recent.find(hasFailed);
  if (failed !== undefined) return `a write fails: ${failed.error ?? failed.outcome}`;
  return recent.some(({ outcome }) => outcome === 'acknowledged') ? undefined : 'no write is acknowledged';
}
