import type { UseMutationResult } from '@tanstack/react-query';
import type { RecordDecision } from '@understudy/api-contract';
import type { ApiFailure } from '../../api/api-failure.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { Notice } from '../../parts/notice.tsx';

/** How a decision on a record ended, in place. */
export function DecisionOutcome<Asked>({
  order: { data, error, isPending },
}: {
  readonly order: Pick<UseMutationResult<RecordDecision, ApiFailure, Asked>, 'data' | 'error' | 'isPending'>;
}) {
  if (isPending) return <p className="quiet pending">Deciding…</p>;
  if (error !== null) return <FailureNotice failure={error} title="Not decided" />;
  if (data === undefined) return null;
  return (
    <Notice tone={data.closed ? 'ok' : 'warn'} title={data.what}>
      <p className="small">
        {data.closed ? 'Nothing is left to decide of it.' : `Outcome: ${data.outcome}.`}
      </p>
    </Notice>
  );
}
