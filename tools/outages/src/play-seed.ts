import {
  drawInterruptions,
  drawOutages,
  playOutages,
  samplePolicy,
  type Outage,
} from '@understudy/orchestrator/testing';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
import { ManualClock } from '@understudy/core/testing';
import { comeToRest } from './come-to-rest.ts';
import { confusionOf, type Confusion } from './confusion.ts';
import { playPolicy } from './play-policy.ts';
import { policies } from './policies/policies.ts';

/** The orchestrators' name in the matrix. */
export const ORCHESTRATORS = 'three orchestrators';

const WORLD = {
  regions: [REGION_A, REGION_B],
  observers: samplePolicy.observers.map(({ name }) => name),
} as const;

export interface PlayedSeed {
  readonly seed: number;
  readonly outages: readonly Outage[];
  readonly confusions: readonly Confusion[];
  /** How often what happened, by its name. */
  readonly counts: readonly (readonly [string, number])[];
  /** What the orchestrators did wrong, as sentences. */
  readonly wrong: readonly string[];
}

/** Plays the seed's outages to the orchestrators and to each policy. */
export async function playSeed(seed: number): Promise<PlayedSeed> {
  const outages = [...drawOutages(seed), ...drawInterruptions(seed)];
  const played = await playOutages(outages, { clock: new ManualClock({ comeToRest }) });
  return {
    seed,
    outages,
    confusions: [
      confusionOf(ORCHESTRATORS, played),
      ...policies.map((policy) => confusionOf(policy.name, playPolicy(policy, outages, WORLD))),
    ],
    counts: [...played.counts],
    wrong: [
      ...played.falsely.map((from) => `A false failover ${from}.`),
      ...played.missed.map((from) => `A missed failover ${from}.`),
      ...played.broken.map((rule) => `A broken rule: ${rule}`),
    ],
  };
}
