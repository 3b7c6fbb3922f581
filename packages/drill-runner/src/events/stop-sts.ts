import type { Stage } from '../stage/stage.ts';
import type { EndEvent } from './end-event.ts';

/** Leaves what a region's STS is asked for unanswered. @returns what ends it, and gives how often it was asked */
export function stopSts({ sts }: Pick<Stage, 'sts'>, region: string): EndEvent {
  const asked = () => sts.asked.filter((name) => name === region).length;
  const before = asked();
  sts.moods.set(region, 'hangs');
  return async () => {
    sts.moods.delete(region);
    return asked() - before;
  };
}
