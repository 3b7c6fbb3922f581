import type { MoveAccountState } from '@understudy/api-contract';
import { useAsk } from '../../api/use-ask.ts';
import { moveOutcomeMark } from '../../answers/move-outcome-mark.ts';
import { useStream } from '../../app/use-stream.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { FigureList } from '../../parts/figure-list.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { durationWords } from '../../words/duration-words.ts';
import { countWords } from '../../words/number-words.ts';
import { momentWords } from '../../words/clock-words.ts';

/** Everything that is known of one move of the past: what was seen, when what happened, what it put at risk, and what became of that. */
export function MoveReport({ move }: { readonly move: string }) {
  const { data, error, isPending } = useAsk('move', { params: { move } });
  const nowMs = useStream((state) => state.snapshot?.atMs) ?? 0;
  return (
    <PageSection
      className="panel report-of-move"
      title={`Report of the move ${move}`}
      note="print this page for an auditor"
    >
      {error === null ? null : <FailureNotice failure={error} title="The move is not known" />}
      {isPending ? <p className="quiet pending">Reading the audit and the ledger…</p> : null}
      {data === undefined ? null : <Account account={data} nowMs={nowMs} />}
    </PageSection>
  );
}

function Account({ account, nowMs }: { readonly account: MoveAccountState; readonly nowMs: number }) {
  const { kind, from, to, epoch, reason, evidence, moments, steps, unknown } = account;
  return (
    <>
      <p className="lead">
        {kind === 'failover' ? 'Failover' : 'Switchover'} from {from} to {to}, epoch {epoch}{' '}
        <StateTag mark={moveOutcomeMark(account)} />
      </p>
      <p className="quiet">{reason}</p>
      <Figures account={account} />
      {unknown.map((what) => (
        <p key={what}>
          <StateMark mark={{ tone: 'idle', glyph: 'unknown', words: what }} />
        </p>
      ))}
      <h3 className="gap">What happened when</h3>
      <DataTable
        name="What happened when"
        columns={[
          { name: 'When', cell: ({ atMs }) => momentWords(atMs, nowMs) },
          { name: 'Moment', cell: ({ name }) => name },
          { name: 'What', isFull: true, className: 'grows', cell: ({ what }) => what },
        ]}
        groups={[{ key: 'moments', rows: moments }]}
        keyOf={({ name, atMs }) => `${name} ${atMs}`}
        empty="The audit has no moment of it."
      />
      <h3 className="gap">Steps</h3>
      <DataTable
        name="Steps of the move"
        className="c3"
        columns={[
          { name: 'Step', cell: ({ step }) => step },
          { name: 'Attempts', isNumber: true, cell: ({ attempts }) => attempts },
          { name: 'Took', isNumber: true, cell: ({ tookMs }) => durationWords(tookMs) },
        ]}
        groups={[{ key: 'steps', rows: steps }]}
        keyOf={({ step }) => step}
        empty="The audit has no step of it."
      />
      <h3 className="gap">Evidence</h3>
      <ul className="bullets">
        {evidence.map(({ by, what, atMs }) => (
          <li key={`${by} ${what}`}>
            <b>{by}</b>, {momentWords(atMs, nowMs)}: {what}
          </li>
        ))}
      </ul>
      {evidence.length === 0 ? <p className="quiet">A person decided it, or the audit has none.</p> : null}
    </>
  );
}

function Figures({ account: { tookMs, verified, atRisk, now } }: { readonly account: MoveAccountState }) {
  const parked = atRisk.parked.reduce((sum, { parked: count = 0 }) => sum + count, 0);
  return (
    <FigureList
      figures={[
        { name: 'Took', value: durationWords(tookMs) },
        { name: 'Verified', value: verified === undefined ? 'not known' : verified ? 'yes' : 'no' },
        { name: 'Links not drained', value: atRisk.undrained.length },
        { name: 'Dead letters then', value: parked },
        {
          name: 'In the ledger',
          value:
            now.ledger === undefined
              ? 'not known'
              : countWords(now.ledger.open, 'open entry', 'open entries'),
        },
        {
          name: 'All accounted for',
          value: now.accounted === undefined ? 'not known' : now.accounted ? 'yes' : 'not yet',
        },
      ]}
    />
  );
}
