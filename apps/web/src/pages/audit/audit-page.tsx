import { useState, type SubmitEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { AuditLine } from '@understudy/api-contract';
import { useAsk } from '../../api/use-ask.ts';
import { auditFilter, AUDIT_KINDS, type AuditFilter } from '../../answers/audit-filter.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useStream } from '../../app/use-stream.ts';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { momentWords } from '../../words/clock-words.ts';
import { AuditEntry } from './audit-entry.tsx';

/** What happened and why, the newest first. Every filter is in the address, so that a view can be sent to another person. */
export function AuditPage() {
  usePageTitle('Audit');
  const [params, setParams] = useSearchParams();
  const filter = auditFilter(params);
  const nowMs = useStream((state) => state.snapshot?.atMs) ?? 0;
  const { data, error, isPending } = useAsk(
    'audit',
    { query: { ...filter, limit: 50 } },
    { everyMs: 10_000 },
  );
  const opened = params.get('entry') ?? undefined;
  return (
    <>
      <PageHead title="Audit">
        Who did what and why. Lines are never changed or removed, and this address leads to the same view
        again.
      </PageHead>
      <FilterForm key={params.toString()} filter={filter} onFilter={setParams} />
      {error === null ? null : <FailureNotice failure={error} title="The audit is not known" />}
      {opened === undefined ? null : <AuditEntry entry={opened} nowMs={nowMs} />}
      {isPending ? <p className="quiet pending">Reading the audit…</p> : null}
      {data === undefined ? null : (
        <>
          <DataTable
            name="Audit, newest first"
            columns={columnsOf(params, nowMs)}
            groups={[{ key: 'lines', rows: data.entries }]}
            keyOf={({ entry }) => entry}
            classOf={({ entry }) => (entry === opened ? 'sel' : undefined)}
            empty="No line matches."
          />
          {data.next === undefined ? null : (
            <p className="under">
              <Link to={`?${withParam(params, 'after', data.next)}`}>Older lines</Link>
            </p>
          )}
        </>
      )}
    </>
  );
}

function columnsOf(params: URLSearchParams, nowMs: number): readonly Column<AuditLine>[] {
  return [
    {
      name: 'When',
      cell: ({ atMs, entry }) => (
        <Link to={`?${withParam(params, 'entry', entry)}`} className="nb">
          {momentWords(atMs, nowMs)}
        </Link>
      ),
    },
    { name: 'Kind', cell: ({ kind }) => kind },
    { name: 'By', cell: ({ by }) => by },
    { name: 'What', isFull: true, className: 'grows', cell: ({ what }) => what },
  ];
}

function withParam(params: URLSearchParams, name: string, value: string): string {
  const next = new URLSearchParams(params);
  next.set(name, value);
  return next.toString();
}

function FilterForm({
  filter,
  onFilter,
}: {
  readonly filter: AuditFilter;
  readonly onFilter: (params: Record<string, string>) => void;
}) {
  const [kind, setKind] = useState<string>(filter.kind ?? '');
  const [by, setBy] = useState(filter.by ?? '');
  const [text, setText] = useState(filter.text ?? '');
  const apply = (event: SubmitEvent) => {
    event.preventDefault();
    onFilter(
      Object.fromEntries(
        Object.entries({ kind, by: by.trim(), text: text.trim() }).filter(([, value]) => value !== ''),
      ),
    );
  };
  return (
    <form className="filter" role="search" aria-label="Filter the audit" onSubmit={apply}>
      <label className="field">
        <span>Kind</span>
        <select value={kind} onChange={({ target }) => setKind(target.value)}>
          <option value="">every kind</option>
          {AUDIT_KINDS.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>By</span>
        <input type="text" value={by} onChange={({ target }) => setBy(target.value)} />
      </label>
      <label className="field">
        <span>Words in it</span>
        <input type="text" value={text} onChange={({ target }) => setText(target.value)} />
      </label>
      <button type="submit" className="btn">
        Filter
      </button>
      <Link className="btn" to="?">
        Show all
      </Link>
    </form>
  );
}
