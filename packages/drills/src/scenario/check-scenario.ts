import type { DrillEvent } from './event-schema.ts';
import type { ScenarioData } from './scenario-schema.ts';

/** A relation between keys that does not hold. */
export interface Broken {
  readonly path: readonly (string | number)[];
  /** What is wrong, and what would be right, as the rest of a sentence that begins with the path. */
  readonly says: string;
}

/** Relations between the keys of a scenario, beyond what the schema says of each. */
export function checkScenario(scenario: ScenarioData): readonly Broken[] {
  const { timeline, watch, expect, stopWhen, cleanUp } = scenario;
  const broken: Broken[] = [];
  const demand = (holds: boolean, path: Broken['path'], says: string) => {
    if (!holds) broken.push({ path, says });
  };
  timeline.forEach((event, at) => {
    const counted = event.after !== 'start';
    demand(
      !counted || expect.writer === 'moves' || event.after === 'claim',
      ['timeline', at, 'after'],
      `is ${event.after}, which may never come where the writer stays; expected start or claim`,
    );
    const endsMs = event.at + lasts(event);
    demand(
      counted || endsMs <= watch.for,
      ['timeline', at],
      `ends after ${String(endsMs)} ms, later than the watch; expected an end within ${String(watch.for)} ms, or no \`for\``,
    );
  });
  demand(watch.for < watch.atMost, ['watch', 'atMost'], 'is not longer than watch.for; expected more');
  demand(
    expect.writer === 'moves' || expect.missingAtPromotion === undefined,
    ['expect', 'missingAtPromotion'],
    'is given where the writer stays; expected it only where the writer moves',
  );
  demand(
    expect.writer === 'moves' || !cleanUp.switchBack,
    ['cleanUp', 'switchBack'],
    'is true where the writer stays; expected it only where the writer moves',
  );
  demand(
    stopWhen.failedWrites === undefined || stopWhen.failedWrites > expect.failedWrites,
    ['stopWhen', 'failedWrites'],
    'is not above expect.failedWrites; expected more, so that a drill stops only where it has failed',
  );
  demand(
    stopWhen.withoutWrites === undefined || stopWhen.withoutWrites > expect.withoutWrites,
    ['stopWhen', 'withoutWrites'],
    'is not above expect.withoutWrites; expected more, so that a drill stops only where it has failed',
  );
  return broken;
}

function lasts(event: DrillEvent): number {
  return 'for' in event ? (event.for ?? 0) : 0;
}
