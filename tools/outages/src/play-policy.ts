import {
  FailoverJudge,
  OutagesAt,
  playedMs,
  type JudgedFailovers,
  type Outage,
} from '@understudy/orchestrator/testing';
import type { ObserverView, Policy } from './policy.ts';

export interface PolicyWorld {
  readonly regions: readonly [string, string];
  readonly observers: readonly string[];
}

const LOOK_EVERY_MS = 500;
/** From the decision to the promotion, as long as orchestrators wait for leases in the same outages. */
const WAIT_MS = 3_500;
/** A standby that has received nothing for so long does not replicate. */
const SILENT_MS = 1_000;

/** Plays outages to a policy, and judges it as orchestrators are judged. Its looks, waits and moves take no other time. */
export function playPolicy(
  policy: Policy,
  outages: readonly Outage[],
  { regions, observers }: PolicyWorld,
): JudgedFailovers {
  const judge = new FailoverJudge(observers);
  const missed = new Map(observers.map((name) => [name, new Map<string, number>()]));
  let [writer, standby] = regions;
  let promoteMs: number | undefined;
  let replicatedMs = 0;
  const untilMs = playedMs(outages);
  for (let nowMs = 0; nowMs < untilMs; nowMs += LOOK_EVERY_MS) {
    const at = new OutagesAt(outages, nowMs);
    if (!at.isDown(writer)) replicatedMs = nowMs;
    const views = observers.map((name) =>
      look(name, at, regions, missed.get(name) ?? new Map<string, number>()),
    );
    if (promoteMs !== undefined && nowMs >= promoteMs && !at.isDown(standby)) {
      judge.promoted(writer, at);
      [writer, standby] = [standby, writer];
      promoteMs = undefined;
    }
    const replicates = nowMs - replicatedMs < SILENT_MS;
    if (promoteMs === undefined && policy.wantsFailover({ writer, standby, observers: views, replicates }))
      promoteMs = nowMs + WAIT_MS;
    judge.pass({ nowMs, at, writer, standby, steady: promoteMs === undefined });
  }
  return judge.judged;
}

/** One look of an observer at each region; one that does not run misses nothing. */
function look(
  name: string,
  at: OutagesAt,
  regions: readonly string[],
  missed: Map<string, number>,
): ObserverView {
  const answers = !at.befalls('killed', name) && !at.befalls('paused', name);
  if (at.befalls('killed', name)) missed.clear();
  for (const region of regions) {
    if (!answers) continue;
    const fails = at.isDown(region) || at.isThrottled(region) || at.isBlind(name, region);
    missed.set(region, fails ? (missed.get(region) ?? 0) + 1 : 0);
  }
  return { name, answers, reachesStore: !at.befalls('store', name), missed };
}
