import { Link } from 'react-router';
import type { AuditLine, FindingState, Snapshot } from '@understudy/api-contract';
import { fiveAnswers } from '../../answers/five-answers.ts';
import { findingMark } from '../../answers/finding-mark.ts';
import { knownValue } from '../../answers/known-value.ts';
import { EventLog } from '../../parts/event-log.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { durationWords } from '../../words/duration-words.ts';

const FINDINGS = 3;
const LINES = 5;

/** What happens now, what follows by itself, and the last lines of the audit. */
export function HappeningNow({
  snapshot,
  audit,
  isStale,
}: {
  readonly snapshot: Snapshot;
  readonly audit: readonly AuditLine[];
  readonly isStale: boolean;
}) {
  const { what, then, untilMs } = snapshot.answers.now;
  const findings = knownValue(snapshot.findings) ?? [];
  return (
    <PageSection title="Happening now" className="happening">
      <p className="now-line" data-answer="now">
        <StateMark mark={{ ...fiveAnswers(snapshot, isStale).now.mark, words: what }} />
      </p>
      <p className="small quiet">
        {then}
        {untilMs === undefined || untilMs <= snapshot.atMs
          ? ''
          : ` At the latest in ${durationWords(untilMs - snapshot.atMs)}.`}
      </p>
      <Findings findings={findings} />
      <EventLog
        name="Events, newest first"
        nowMs={snapshot.atMs}
        empty="Nothing is in the audit yet."
        events={audit.slice(0, LINES).map(({ entry, atMs, what: line }) => ({ id: entry, atMs, what: line }))}
      />
      <p className="small">
        <Link to="/audit">The whole audit</Link>
      </p>
    </PageSection>
  );
}

function Findings({ findings }: { readonly findings: readonly FindingState[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="found">
      {findings.slice(0, FINDINGS).map((finding) => (
        <li key={`${finding.code} ${finding.subject}`}>
          <StateMark mark={findingMark(finding)}>
            {finding.title}: {finding.subject}
          </StateMark>
        </li>
      ))}
      {findings.length > FINDINGS ? (
        <li>
          <Link to="/incidents">{findings.length - FINDINGS} more</Link>
        </li>
      ) : null}
    </ul>
  );
}
