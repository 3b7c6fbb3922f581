import type { RepairsState } from '@understudy/api-contract';
import { DataTable } from '../../parts/data-table.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import type { Mark } from '../../words/mark.ts';
import { durationWords } from '../../words/duration-words.ts';
import { momentWords } from '../../words/clock-words.ts';

type Attempt = RepairsState['made'][number]['attempts'][number];

const STATES: Readonly<Record<Attempt['state'], Mark>> = {
  begun: { tone: 'go', glyph: 'run', words: 'under way' },
  verified: { tone: 'ok', glyph: 'ok', words: 'verified' },
  unverified: { tone: 'bad', glyph: 'warn', words: 'not verified' },
  failed: { tone: 'bad', glyph: 'bad', words: 'failed' },
};

/** Repairs that are planned, with what blocks them, and those that were made. */
export function RepairsPart({ repairs, nowMs }: { readonly repairs: RepairsState; readonly nowMs: number }) {
  const attempts = repairs.made
    .flatMap(({ pool, slot, attempts: made }) =>
      made.map((attempt) => ({ ...attempt, place: `${pool} ${slot}` })),
    )
    .sort((a, b) => b.atMs - a.atMs);
  return (
    <>
      <PageSection
        title="Repairs that are planned"
        note="from the gentlest rung on: rejoin, restart, reboot, replace, move"
      >
        <DataTable
          name="Repairs that are planned"
          columns={[
            { name: 'Server', cell: ({ server }) => server },
            { name: 'Why', isFull: true, cell: ({ reason }) => reason },
            {
              name: 'Next step',
              isFull: true,
              cell: ({ step }) =>
                step === undefined
                  ? 'no rung is left: a person looks'
                  : `${step.action} (at most ${durationWords(step.limitMs)})`,
            },
            {
              name: 'State',
              isFull: true,
              cell: ({ acts, underWay, blocks }) => (
                <StateMark mark={plannedMark(acts, underWay, blocks.length)} />
              ),
            },
            {
              name: 'Blocked by',
              isFull: true,
              cell: ({ blocks }) => blocks.map(({ what }) => what).join(' ') || 'nothing',
            },
          ]}
          groups={[{ key: 'planned', rows: repairs.planned }]}
          keyOf={({ server }) => server}
          empty="No server needs a repair."
        />
      </PageSection>
      <PageSection title="Repairs that were made">
        <DataTable
          name="Repairs that were made"
          columns={[
            { name: 'Place', cell: ({ place, number }) => `${place}, attempt ${number}` },
            { name: 'Rung', cell: ({ rung }) => rung },
            { name: 'State', cell: ({ state }) => <StateMark mark={STATES[state]} /> },
            { name: 'Why', isFull: true, cell: ({ reason }) => reason },
            {
              name: 'Outcome',
              isFull: true,
              cell: ({ outcome, serving }) => [outcome, serving].filter(Boolean).join(' · ') || 'not yet',
            },
            { name: 'Began', isNumber: true, cell: ({ atMs }) => momentWords(atMs, nowMs) },
          ]}
          groups={[{ key: 'made', rows: attempts }]}
          keyOf={({ place, number }) => `${place} ${number}`}
          empty="No server has been repaired."
        />
      </PageSection>
    </>
  );
}

function plannedMark(acts: boolean, underWay: boolean, blocks: number): Mark {
  if (underWay) return { tone: 'go', glyph: 'run', words: 'under way' };
  if (acts) return { tone: 'go', glyph: 'go', words: 'is made now' };
  return blocks > 0
    ? { tone: 'warn', glyph: 'hold', words: 'blocked' }
    : { tone: 'bad', glyph: 'bad', words: 'needs a person' };
}
