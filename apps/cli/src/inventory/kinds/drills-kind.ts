import { describeEvent, type Scenario } from '@understudy/drills';
import { durationText } from '../../duration-text.ts';
import { defineKind } from '../define-kind.ts';

/** The scenarios of drills. */
export const drillsKind = defineKind<Scenario>({
  plural: 'drills',
  sources: ['scenarios'],
  items: ({ scenarios = [] }) => scenarios,
  nameOf: ({ name }) => name,
  columns: [
    { head: 'Drill', cell: ({ name }) => name },
    { head: 'Writer', cell: ({ expect }) => expect.writer },
    { head: 'Title', cell: ({ title }) => title },
    { head: 'About', cell: ({ about }) => about, wide: true },
  ],
  describe: ({ name, title, about, timeline, expect, watch }) => ({
    state: title,
    facts: [
      ['About', about],
      ...timeline.map(
        (event) =>
          [
            `At ${durationText(event.at)}`,
            `${describeEvent(event)}${event.after === 'start' ? '' : `, after the ${event.after}`}`,
          ] as const,
      ),
      ['Watched', durationText(watch.for)],
      ['The writer', expect.writer],
      [
        'May fail',
        `${String(expect.failedWrites)} writes, ${durationText(expect.withoutWrites)} without one`,
      ],
    ],
    evidence: [],
    moves: [],
    next: { what: 'Run it on the local cloud of a checkout:', command: `understudy drill run ${name}` },
  }),
});
