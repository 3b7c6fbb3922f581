import { Link, useSearchParams } from 'react-router';
import type { RecordState } from '@understudy/api-contract';
import { useAsk } from '../../api/use-ask.ts';
import { recordMark } from '../../answers/record-mark.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useStream } from '../../app/use-stream.ts';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { momentWords } from '../../words/clock-words.ts';
import { keyWords } from '../../words/value-words.ts';
import { RecordDetailPart } from './record-detail-part.tsx';

/** Writes that replication could not let pass: those that lost, and those that could not be applied. Nothing is deleted. */
export function RecordsPage() {
  usePageTitle('Ledger and dead letters');
  const [params] = useSearchParams();
  const opened = params.get('record') ?? undefined;
  const state = params.get('state') === 'all' ? undefined : 'open';
  return (
    <>
      <PageHead title="Ledger and dead letters">
        Acknowledged writes that lost against a later epoch, and records that could not be applied. Each is
        kept until a person decides.
      </PageHead>
      <StateFilter params={params} state={state} />
      {opened === undefined ? null : <RecordDetailPart key={opened} record={opened} />}
      <Records
        title="Ledger"
        note="acknowledged writes that lost"
        route="ledger"
        params={params}
        state={state}
      />
      <Records
        title="Dead letters"
        note="never applied, never in the way of the others"
        route="deadLetters"
        params={params}
        state={state}
      />
    </>
  );
}

function StateFilter({
  params,
  state,
}: {
  readonly params: URLSearchParams;
  readonly state: 'open' | undefined;
}) {
  return (
    <nav className="choices" aria-label="Which records">
      <Link
        to={`?${withParam(params, 'state', 'open')}`}
        {...(state === 'open' ? { 'aria-current': 'true' } : {})}
      >
        To decide
      </Link>
      <Link
        to={`?${withParam(params, 'state', 'all')}`}
        {...(state === undefined ? { 'aria-current': 'true' } : {})}
      >
        All
      </Link>
      {params.get('table') === null ? null : (
        <Link to={`?${withParam(params, 'table', undefined)}`}>
          Of every table, not only {params.get('table')}
        </Link>
      )}
    </nav>
  );
}

function Records({
  title,
  note,
  route,
  params,
  state,
}: {
  readonly title: string;
  readonly note: string;
  readonly route: 'ledger' | 'deadLetters';
  readonly params: URLSearchParams;
  readonly state: 'open' | undefined;
}) {
  const afterParam = route === 'ledger' ? 'ledgerAfter' : 'lettersAfter';
  const query = {
    table: params.get('table') ?? undefined,
    state,
    after: params.get(afterParam) ?? undefined,
    limit: 50,
  };
  const { data, error, isPending } = useAsk(route, { query }, { everyMs: 15_000 });
  const nowMs = useStream((stream) => stream.snapshot?.atMs) ?? 0;
  return (
    <PageSection title={title} note={note}>
      {error === null ? null : <FailureNotice failure={error} title={`${title}: not known`} />}
      {isPending ? <p className="quiet pending">Reading from the regions…</p> : null}
      {data === undefined ? null : (
        <DataTable
          name={title}
          columns={columnsOf(params, nowMs)}
          groups={[{ key: route, rows: data.records }]}
          keyOf={({ record }) => record}
          classOf={({ record }) => (record === params.get('record') ? 'sel' : undefined)}
          empty={state === 'open' ? 'Nothing needs a decision.' : 'There are no records.'}
        />
      )}
      {data?.next === undefined ? null : (
        <p className="under">
          <Link to={`?${withParam(params, afterParam, data.next)}`}>More</Link>
        </p>
      )}
    </PageSection>
  );
}

function columnsOf(params: URLSearchParams, nowMs: number): readonly Column<RecordState>[] {
  return [
    {
      name: 'Record',
      cell: ({ record, link, key, write }) => (
        <Link to={`?${withParam(params, 'record', record)}`}>
          {link.table} <code>{keyWords(key)}</code> <small>{write}</small>
        </Link>
      ),
    },
    { name: 'Way', cell: ({ link }) => `${link.source} → ${link.target}` },
    { name: 'Cause', isFull: true, className: 'grows', cell: ({ cause }) => cause },
    { name: 'State', cell: (record) => <StateMark mark={recordMark(record)} /> },
    { name: 'Kept', isNumber: true, cell: ({ atMs }) => momentWords(atMs, nowMs) },
  ];
}

function withParam(params: URLSearchParams, name: string, value: string | undefined): string {
  const next = new URLSearchParams(params);
  if (value === undefined) next.delete(name);
  else next.set(name, value);
  return next.toString();
}
