import type { DrillsState } from '@understudy/api-contract';
import { useAsk } from '../../api/use-ask.ts';
import { drillVerdictMark } from '../../answers/drill-verdict-mark.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useStream } from '../../app/use-stream.ts';
import { CommandText } from '../../parts/command-text.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { durationWords } from '../../words/duration-words.ts';
import { countWords, numberWords } from '../../words/number-words.ts';
import { momentWords } from '../../words/clock-words.ts';
import { RtoChart } from './rto-chart.tsx';

/** What was rehearsed, how it ended, and what can be rehearsed. */
export function DrillsPage() {
  usePageTitle('Drills');
  const { data, error, isPending } = useAsk('drills');
  return (
    <>
      <PageHead title="Drills">
        {data === undefined ? 'The library of drills, and the reports on this machine.' : headOf(data)}
      </PageHead>
      {error === null ? null : <FailureNotice failure={error} title="The drills are not known" />}
      {isPending ? <p className="quiet pending">Reading the reports…</p> : null}
      {data === undefined ? null : (
        <>
          <RtoChart reports={data.reports} />
          <Reports data={data} />
          <Library data={data} />
        </>
      )}
    </>
  );
}

function headOf({ reports }: DrillsState): string {
  if (reports.length === 0) return 'No drill has a report on this machine.';
  const passed = reports.filter(({ verdict }) => drillVerdictMark(verdict).tone === 'ok').length;
  return `${passed} of ${countWords(reports.length, 'drill')} with a report on this machine passed.`;
}

function Reports({ data }: { readonly data: DrillsState }) {
  const nowMs = useStream((state) => state.snapshot?.atMs) ?? 0;
  return (
    <PageSection title="Reports" note="print this page for an auditor">
      <DataTable
        name="Reports"
        columns={[
          {
            name: 'When',
            cell: ({ startedMs, report }) =>
              startedMs === undefined ? report : momentWords(startedMs, nowMs),
          },
          { name: 'Scenario', cell: ({ scenario }) => scenario },
          { name: 'Without writes', isNumber: true, cell: ({ rtoMs }) => known(rtoMs, durationWords) },
          {
            name: 'Missing at the promotion',
            isNumber: true,
            cell: ({ missingAtPromotion }) => known(missingAtPromotion, numberWords),
          },
          { name: 'Verdict', cell: ({ verdict }) => <StateMark mark={drillVerdictMark(verdict)} /> },
          { name: 'File', cell: ({ report }) => <code>{report}</code> },
        ]}
        groups={[{ key: 'reports', rows: data.reports }]}
        keyOf={({ report }) => report}
        empty={data.reportsWhy ?? 'No drill has been run on this machine.'}
      />
    </PageSection>
  );
}

function known(value: number | undefined, words: (value: number) => string) {
  return value === undefined ? <span className="faint">not known</span> : words(value);
}

function Library({ data }: { readonly data: DrillsState }) {
  return (
    <PageSection title="Library" note="each is run from the command line, on the local cloud">
      <div className="library">
        {data.scenarios.map(({ name, title, about, expect, command }) => (
          <article key={name} className="panel">
            <h3>{title}</h3>
            <p className="quiet">{about}</p>
            <p className="small">
              Expected: the writer {expect.writer}, at most {durationWords(expect.withoutWritesMs)} without
              writes,{' '}
              {expect.failedWrites === 0
                ? 'no failed write'
                : `at most ${countWords(expect.failedWrites, 'failed write')}`}
              .
            </p>
            <CommandText title="Run it" command={command} />
          </article>
        ))}
      </div>
      {data.scenarios.length === 0 ? <p className="quiet">The library is empty.</p> : null}
    </PageSection>
  );
}
