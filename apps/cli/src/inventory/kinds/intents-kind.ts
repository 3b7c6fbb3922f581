import { describeAction, describeState, type Intent } from '@understudy/findings';
import { timeText } from '../../time-text.ts';
import { agoText } from '../ago-text.ts';
import { defineKind } from '../define-kind.ts';
import { lastMoves } from '../last-moves.ts';
import type { Suggestion } from '../../status/suggest-next.ts';

/** What people asked for and orchestrators proposed, the newest first. */
export const intentsKind = defineKind<Intent>({
  plural: 'intents',
  sources: ['intents'],
  describedBy: ['moves'],
  needsOrchestrators: true,
  items: ({ intents = [] }) => ('error' in intents ? [] : [...intents].reverse()),
  nameOf: ({ id }) => id,
  columns: [
    { head: 'Intent', cell: ({ id }) => id, most: 36 },
    { head: 'State', cell: ({ state }) => state },
    { head: 'By', cell: ({ by }) => by, most: 12 },
    { head: 'Asks for', cell: describeAction },
    { head: 'Made', cell: ({ atMs }) => timeText(atMs), wide: true },
    { head: 'Until', cell: ({ untilMs }) => timeText(untilMs), wide: true },
    { head: 'Why', cell: ({ reason }) => reason, wide: true },
  ],
  describe: (intent, sights) => {
    const { id, by, reason, atMs, untilMs, routeRevision } = intent;
    return {
      state: describeState(intent),
      facts: [
        ['Asks for', describeAction(intent)],
        ['By', by],
        ['Why', reason],
        ['Made', `${timeText(atMs)}, ${agoText(atMs, sights.atMs)}`],
        ['Begins until', timeText(untilMs)],
        ...(routeRevision === undefined ? [] : [['Route', `revision ${String(routeRevision)}`] as const]),
      ],
      evidence: [],
      moves: lastMoves(sights, ({ report }) => report.reason.includes(id)),
      next: suggest(intent),
    };
  },
});

function suggest({ id, state }: Intent): Suggestion {
  switch (state) {
    case 'proposed':
      return { what: 'It waits for an answer.', command: `understudy approve ${id} --comment TEXT` };
    case 'open':
    case 'taken':
      return { what: 'It goes on.', command: 'understudy watch' };
    default:
      return { what: 'It has ended.', command: 'understudy get moves' };
  }
}
