import type { ListenerFault, RequestFault } from '@understudy/sandbox';
import type { AlertFault } from './alert-fault.ts';

/** Switches one fault on in each of the regions. */
export function addFault(
  regions: readonly string[],
  fault: ListenerFault | RequestFault,
): AlertFault['begin'] {
  return async ({ cloud }) => {
    const added = regions.map((region) => cloud.region(region).faults.add(fault));
    await Promise.all(added.map(({ inEffect }) => inEffect));
    return async () => {
      await Promise.all(added.map((each) => each.lift()));
    };
  };
}
