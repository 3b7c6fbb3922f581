import type { LocalRegion } from '@understudy/sandbox';
import type { Stage } from './stage.ts';

/** The regions by the part that each has when the faults begin; a move changes none of them. */
export type Parts = Readonly<Record<'writer' | 'standby' | 'witness', LocalRegion>>;

/** @throws ScenarioError, and the signal's reason */
export async function readParts({ operator, cloud }: Stage): Promise<Parts> {
  const writer = await operator.writer();
  const standby = await operator.other(writer);
  return { writer: cloud.region(writer), standby: cloud.region(standby), witness: cloud.witness };
}
