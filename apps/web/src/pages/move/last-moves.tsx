import { Link, useSearchParams } from 'react-router';
import { useAsk } from '../../api/use-ask.ts';
import { moveOutcomeMark } from '../../answers/move-outcome-mark.ts';
import { useStream } from '../../app/use-stream.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { PartView } from '../../parts/part-view.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { durationWords } from '../../words/duration-words.ts';
import { momentWords } from '../../words/clock-words.ts';
import { MoveReport } from './move-report.tsx';

/** The moves of the past, the newest first. */
export function LastMoves() {
  const { data, error } = useAsk('moves', {}, { everyMs: 15_000 });
  const [params] = useSearchParams();
  const report = params.get('report');
  const nowMs = useStream((state) => state.snapshot?.atMs) ?? 0;
  return (
    <PageSection title="Moves of the past">
      {report === null ? null : <MoveReport key={report} move={report} />}
      {error === null ? null : <FailureNotice failure={error} title="The moves of the past are not known" />}
      {data === undefined ? null : (
        <PartView part={data} name="The moves of the past">
          {(moves) => (
            <DataTable
              name="Moves of the past"
              columns={[
                {
                  name: 'Ended',
                  cell: ({ endedMs, epoch }) => (
                    <Link to={`?report=${epoch}`}>{momentWords(endedMs, nowMs)}</Link>
                  ),
                },
                {
                  name: 'Move',
                  cell: ({ kind, from, to }) =>
                    `${kind === 'failover' ? 'Failover' : 'Switchover'}, ${from} → ${to}`,
                },
                { name: 'Outcome', cell: (move) => <StateMark mark={moveOutcomeMark(move)} /> },
                { name: 'Epoch', isNumber: true, cell: ({ epoch }) => epoch },
                { name: 'Took', isNumber: true, cell: ({ tookMs }) => durationWords(tookMs) },
                { name: 'By', cell: ({ by }) => by },
                { name: 'Why', isFull: true, cell: ({ reason }) => reason },
              ]}
              groups={[{ key: 'moves', rows: moves }]}
              keyOf={({ moveId }) => moveId}
              empty="The writer has never been moved."
            />
          )}
        </PartView>
      )}
    </PageSection>
  );
}
