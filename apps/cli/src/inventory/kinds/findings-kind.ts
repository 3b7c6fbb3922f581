import { FINDINGS } from '@understudy/findings';
import { timeText } from '../../time-text.ts';
import { agoText } from '../ago-text.ts';
import { defineKind } from '../define-kind.ts';
import { evidenceOf } from '../evidence-of.ts';
import { datedFindings, nextOf, type DatedFinding } from '../findings-about.ts';
import { lastMoves } from '../last-moves.ts';

/** What is wrong now, as the leading orchestrator found it. */
export const findingsKind = defineKind<DatedFinding>({
  plural: 'findings',
  sources: ['control'],
  describedBy: ['moves'],
  needsOrchestrators: true,
  items: datedFindings,
  nameOf: ({ code }) => code,
  columns: [
    { head: 'Finding', cell: ({ code }) => code },
    { head: 'Severity', cell: ({ code }) => FINDINGS[code].severity },
    {
      head: 'Since',
      cell: ({ sinceMs }, { atMs }) => (sinceMs === undefined ? 'unknown' : agoText(sinceMs, atMs)),
    },
    { head: 'Subject', cell: ({ subject }) => subject },
    { head: 'Title', cell: ({ code }) => FINDINGS[code].title, wide: true },
    { head: 'First command', cell: ({ code }) => FINDINGS[code].firstCommand, wide: true },
  ],
  describe: ({ code }, sights) => {
    const alike = datedFindings(sights).filter((each) => each.code === code);
    const { title, severity, meaning, action } = FINDINGS[code];
    return {
      state: `${title}: ${alike.map(({ subject }) => subject).join('; ')}`,
      facts: [
        ['Severity', severity],
        ...alike.map(
          ({ subject, sinceMs }) =>
            [
              'Since',
              sinceMs === undefined
                ? 'not known'
                : `${timeText(sinceMs)}, ${agoText(sinceMs, sights.atMs)} (${subject})`,
            ] as const,
        ),
        ['Meaning', meaning],
        ['Action', action],
      ],
      evidence: evidenceOf(alike),
      moves: lastMoves(sights),
      next: nextOf(alike) ?? { what: 'Nothing to do.' },
    };
  },
});
