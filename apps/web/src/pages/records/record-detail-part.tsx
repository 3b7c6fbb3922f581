import type { RecordDetail } from '@understudy/api-contract';
import { useAsk } from '../../api/use-ask.ts';
import { recordMark } from '../../answers/record-mark.ts';
import { useStream } from '../../app/use-stream.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { momentWords } from '../../words/clock-words.ts';
import { keyWords } from '../../words/value-words.ts';
import { DeadLetterForm } from './dead-letter-form.tsx';
import { LedgerForm } from './ledger-form.tsx';

/** One record with its images side by side, and what can be decided of it. */
export function RecordDetailPart({ record }: { readonly record: string }) {
  const isLedger = record.startsWith('ledger/');
  const ledger = useAsk('ledgerEntry', { params: { record } }, { isOff: !isLedger });
  const letter = useAsk('deadLetter', { params: { record } }, { isOff: isLedger });
  const { data, error, isPending, refetch } = isLedger ? ledger : letter;
  if (isPending) return <p className="quiet pending">Reading the record…</p>;
  return (
    <article className="panel entry" aria-label={`Record ${record}`}>
      {error === null ? null : <FailureNotice failure={error} title="The record is not known" />}
      {data === undefined ? null : (
        <>
          <Head detail={data} />
          {isLedger ? (
            <LedgerForm detail={data} onDecided={() => void refetch()} />
          ) : (
            <DeadLetterForm detail={data} onDecided={() => void refetch()} />
          )}
        </>
      )}
    </article>
  );
}

function Head({ detail }: { readonly detail: RecordDetail }) {
  const nowMs = useStream((state) => state.snapshot?.atMs) ?? 0;
  const { link, key, cause, atMs, decisions, claim } = detail;
  return (
    <>
      <div className="entry-head">
        <h2>
          {link.table} <code>{keyWords(key)}</code>
        </h2>
        <StateTag mark={recordMark(detail)} />
        <span className="quiet">
          {cause}, {link.source} → {link.target}, kept {momentWords(atMs, nowMs)} UTC
        </span>
      </div>
      {claim === undefined ? null : (
        <p className="entry-note">
          {claim.by} began to decide it at {momentWords(claim.atMs, nowMs)} UTC ({claim.action}): {claim.why}
        </p>
      )}
      {decisions.map(({ by, action, why, atMs: decidedMs, outcome }) => (
        <p key={`${by} ${decidedMs}`} className="entry-note quiet">
          {momentWords(decidedMs, nowMs)} UTC, {by}: {action}
          {outcome === undefined ? '' : `, ${outcome}`}. {why}
        </p>
      ))}
    </>
  );
}
