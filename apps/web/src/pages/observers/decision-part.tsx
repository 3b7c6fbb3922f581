import type { DecisionState } from '@understudy/api-contract';
import { DataTable } from '../../parts/data-table.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { durationWords } from '../../words/duration-words.ts';
import { clockWords } from '../../words/clock-words.ts';

/** Whether a failover is wanted, and everything that it would meet now: also while none is wanted. */
export function DecisionPart({
  decision,
  atMs,
}: {
  readonly decision: DecisionState;
  readonly atMs: number;
}) {
  const { wanted, blocks, acts, by } = decision;
  return (
    <>
      <p>
        {wanted === undefined ? (
          <StateMark
            mark={{ tone: 'ok', glyph: 'ok', words: 'No failover is wanted: no observer misses the writer.' }}
          />
        ) : (
          <StateMark mark={acts ? ACTS : BLOCKED}>
            A failover from {wanted.from} to {wanted.to} is wanted by {wanted.agreeing.length} of{' '}
            {wanted.observers.length} observers ({wanted.agreeing.join(', ') || 'none'}).{' '}
            {acts ? 'It is made now.' : 'It is not made, for the reasons below.'}
          </StateMark>
        )}
      </p>
      <DataTable
        name="What would block an automatic failover"
        columns={[
          { name: 'Reason', cell: ({ code }) => <code>{code}</code> },
          { name: 'What', isFull: true, cell: ({ what }) => what },
          { name: 'Remedy', isFull: true, cell: ({ remedy }) => remedy ?? '' },
          {
            name: 'For',
            isNumber: true,
            cell: ({ sinceMs }) =>
              sinceMs === undefined ? 'not known' : durationWords(Math.max(0, atMs - sinceMs)),
          },
        ]}
        groups={[{ key: 'blocks', rows: blocks }]}
        keyOf={({ code }) => code}
        empty="Nothing would block one."
      />
      <p className="small faint under">
        Decided by {by} at {clockWords(decision.atMs)} UTC.
      </p>
    </>
  );
}

const ACTS = { tone: 'go', glyph: 'run', words: '' } as const;
const BLOCKED = { tone: 'bad', glyph: 'bad', words: '' } as const;
