import type { AlertState, FindingState } from '@understudy/api-contract';
import { findingMark } from '../../answers/finding-mark.ts';
import { knownValue } from '../../answers/known-value.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useStream } from '../../app/use-stream.ts';
import { CommandText } from '../../parts/command-text.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { PartView } from '../../parts/part-view.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { countWords } from '../../words/number-words.ts';
import { momentWords } from '../../words/clock-words.ts';
import { AcknowledgeMove } from './acknowledge-move.tsx';
import { DirectivesPart } from './directives-part.tsx';

/** What is wrong, what it means and what is done about it; then what people ordered about it. */
export function IncidentsPage() {
  usePageTitle('Incidents');
  const snapshot = useStream((state) => state.snapshot);
  if (snapshot === undefined) return null;
  const known = knownValue(snapshot.findings);
  return (
    <>
      <PageHead title="Incidents">{known === undefined ? undefined : headOf(known)}</PageHead>
      <PartView part={snapshot.findings} name="The findings">
        {(findings) => (
          <div className="findings" hidden={findings.length === 0}>
            {findings.map((finding) => (
              <FindingCard
                key={`${finding.code} ${finding.subject}`}
                finding={finding}
                nowMs={snapshot.atMs}
              />
            ))}
          </div>
        )}
      </PartView>
      <PageSection
        title="The last move"
        note="until it is acknowledged, no other automatic move is made within the pause"
      >
        <AcknowledgeMove snapshot={snapshot} />
      </PageSection>
      <DirectivesPart snapshot={snapshot} />
      <PageSection title="Alerts that fire" note="as Alertmanager sent them to the orchestrators">
        <PartView part={snapshot.alerts} name="The alerts">
          {(alerts) => (
            <DataTable
              name="Alerts that fire"
              columns={alertColumns(snapshot.atMs)}
              groups={[{ key: 'alerts', rows: alerts }]}
              keyOf={({ name, startedMs }) => `${name} ${startedMs}`}
              empty="No alert fires."
            />
          )}
        </PartView>
      </PageSection>
    </>
  );
}

function headOf(findings: readonly FindingState[]): string {
  if (findings.length === 0) return 'The orchestrators find nothing wrong.';
  const urgent = findings.filter(({ severity }) => severity === 'page').length;
  return `${countWords(findings.length, 'thing is wrong', 'things are wrong')}, ${urgent === 0 ? 'none of them urgent' : `${urgent} of them urgent`}.`;
}

function FindingCard({ finding, nowMs }: { readonly finding: FindingState; readonly nowMs: number }) {
  const { title, subject, meaning, action, evidence, firstCommand, runbook, sinceMs, code } = finding;
  return (
    <article className="panel finding" aria-label={`${title}: ${subject}`}>
      <div className="sec-head">
        <h2>{title}</h2>
        <StateTag mark={findingMark(finding)} />
        <p>
          {subject}
          {sinceMs === undefined ? '' : `, since ${momentWords(sinceMs, nowMs)} UTC`}
        </p>
      </div>
      <p>{meaning}</p>
      <p className="quiet">{action}</p>
      {evidence.length === 0 ? null : (
        <details>
          <summary>Evidence of {countWords(evidence.length, 'source')}</summary>
          <ul className="bullets">
            {evidence.map(({ by, what, atMs }) => (
              <li key={`${by} ${what}`}>
                <b>{by}</b>, {momentWords(atMs, nowMs)}: {what}
              </li>
            ))}
          </ul>
        </details>
      )}
      <CommandText title="What to type first" command={firstCommand} />
      <p className="small faint">
        <code>{code}</code>
        {runbook === undefined ? '' : ` · runbook: ${runbook}`}
      </p>
    </article>
  );
}

function alertColumns(nowMs: number): readonly Column<AlertState>[] {
  return [
    { name: 'Alert', cell: ({ name }) => name },
    { name: 'Severity', cell: ({ severity }) => severity ?? 'not said' },
    { name: 'What', isFull: true, cell: ({ summary }) => summary },
    { name: 'Received by', cell: ({ receivedBy }) => receivedBy.join(', ') },
    { name: 'Since', isNumber: true, cell: ({ startedMs }) => momentWords(startedMs, nowMs) },
  ];
}
