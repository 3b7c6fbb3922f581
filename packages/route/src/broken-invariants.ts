import { MOVE_STEPS } from './decide-transition.ts';
import type { Route } from './types.ts';

/** Every invariant that `route` breaks, as sentences; none for a route that legal transitions made. */
export function brokenInvariants(route: Route): readonly string[] {
  const broken: string[] = [];
  const demand = (holds: boolean, sentence: string) => {
    if (!holds) broken.push(sentence);
  };
  const { regions, epoch, epochs, merging } = route;
  const writer = route.phase === 'steady' ? route.writer : route.from;
  demand(regions[0] !== regions[1] && !regions.includes(''), 'regions must be two different names');
  demand(Number.isSafeInteger(epoch) && epoch >= 1, 'epoch must be a whole number from 1');
  demand(regions.includes(writer), 'the writer must be one of the regions');
  if (route.phase === 'moving') {
    demand(regions.includes(route.to) && route.to !== route.from, 'to must be the other region');
    demand(MOVE_STEPS.includes(route.step), 'step must be a known one');
    demand(route.moveId !== '', 'moveId must not be empty');
  }

  demand(
    merging.every(({ region }) => regions.includes(region)),
    'merging must name regions of the route',
  );
  demand(
    new Set(merging.map(({ region }) => region)).size === merging.length,
    'merging must name a region once',
  );

  const last = epochs.at(-1);
  demand(
    last?.epoch === epoch && last.writer === writer && last.untilMs === null,
    "the last of epochs must be the current one's, open, with its writer",
  );
  demand(
    merging.length > 0 || last?.mergingWasEmpty === true,
    'an epoch in which merging is empty must say so',
  );
  demand(
    epochs.every((record, at) => at === 0 || record.epoch === (epochs[at - 1]?.epoch ?? 0) + 1),
    'epochs must ascend by one',
  );
  demand(
    epochs.slice(0, -1).every(({ untilMs }) => untilMs !== null),
    'an epoch that is over must have an end',
  );
  demand(
    epochs.every((record) => regions.includes(record.writer)),
    'each epoch must have a writer of the regions',
  );
  return broken;
}
