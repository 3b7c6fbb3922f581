import { useAsk } from '../../api/use-ask.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { momentWords } from '../../words/clock-words.ts';

/** One line of the audit with what it rests on: of a decision, the whole view that was decided on. */
export function AuditEntry({ entry, nowMs }: { readonly entry: string; readonly nowMs: number }) {
  const { data, error } = useAsk('auditEntry', { params: { entry } });
  return (
    <PageSection className="panel entry-view" title="One line, with what it rests on">
      {error === null ? null : <FailureNotice failure={error} title="The line is not known" />}
      {data === undefined ? null : (
        <>
          <p className="lead">{data.what}</p>
          <p className="small quiet">
            {data.kind} by {data.by}, {momentWords(data.atMs, nowMs)} UTC, <code>{data.entry}</code>
          </p>
          {data.data === undefined ? (
            <p className="quiet">It rests on nothing besides.</p>
          ) : (
            <pre className="cli" tabIndex={0} role="group" aria-label="Its data as JSON">
              {JSON.stringify(data.data, undefined, 2)}
            </pre>
          )}
        </>
      )}
    </PageSection>
  );
}
