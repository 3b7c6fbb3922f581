import type { Doubt, RegionSight } from '@understudy/findings';

/** How an orchestrator sees the regions, and whether it can trust what it sees. */
export interface Eyes {
  /** Begins to look; `onChange` is called when its opinion of a region changes. */
  start(onChange: () => void): void;
  /** Resolves when no look is under way. */
  stop(): Promise<void>;
  /** What it sees now, in the topology's order. */
  sights(): readonly RegionSight[];
  /** Why it does not trust that. @param storeAnswers whether the control store answers it */
  doubts(storeAnswers: boolean): readonly Doubt[];
}
