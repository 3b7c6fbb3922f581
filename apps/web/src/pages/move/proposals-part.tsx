import { useState } from 'react';
import type { IntentState, Snapshot } from '@understudy/api-contract';
import { useOrder } from '../../api/use-order.ts';
import { intentWords } from '../../answers/intent-mark.ts';
import { knownValue } from '../../answers/known-value.ts';
import { useMayAct } from '../../app/use-may-act.ts';
import { useServiceNow } from '../../app/use-freshness.ts';
import { ReasonField } from '../../parts/reason-field.tsx';
import { ActionButton } from '../../parts/action-button.tsx';
import { CommandText } from '../../parts/command-text.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { durationWords } from '../../words/duration-words.ts';
import { shellWord } from '../../words/shell-word.ts';

/** What orchestrators propose, each waiting for the approval of a person. */
export function ProposalsPart({ snapshot }: { readonly snapshot: Snapshot }) {
  const proposed = (knownValue(snapshot.intents) ?? []).filter(({ state }) => state === 'proposed');
  return proposed.map((intent) => <Proposal key={`${intent.id} ${intent.revision}`} intent={intent} />);
}

function Proposal({ intent }: { readonly intent: IntentState }) {
  const [comment, setComment] = useState('');
  const approve = useOrder('approve');
  const reject = useOrder('reject');
  const mayNot = useMayAct();
  const nowMs = useServiceNow(1000);
  const leftMs = intent.untilMs - nowMs;
  const off =
    mayNot ??
    (leftMs <= 0 ? 'Off: its time is over.' : comment.trim() === '' ? 'Off until you say why.' : undefined);
  const asked = {
    params: { intent: intent.id },
    body: { comment: comment.trim(), intentRevision: intent.revision },
  };
  const failure = approve.error ?? reject.error;
  return (
    <section className="panel proposal" aria-label={`Proposal ${intent.id}`}>
      <div className="sec-head">
        <h2>{intentWords(intent)}, proposed</h2>
        <StateTag
          mark={{
            tone: 'warn',
            glyph: 'hold',
            words: leftMs > 0 ? `Waits for approval, ${durationWords(leftMs)} left` : 'Its time is over',
          }}
        />
        <p>by {intent.by}</p>
      </div>
      <p>{intent.reason}</p>
      <ReasonField value={comment} onChange={setComment} />
      <div className="acts">
        <ActionButton kind="prime" off={off} showsReason={false} onAct={() => approve.mutate(asked)}>
          Approve: {intentWords(intent).toLowerCase()}
        </ActionButton>
        <ActionButton off={off} onAct={() => reject.mutate(asked)}>
          Reject
        </ActionButton>
      </div>
      {failure === null ? null : <FailureNotice failure={failure} title="Not answered" />}
      {approve.isSuccess ? (
        <Notice tone="go" title="Approved. The leading orchestrator carries it out." />
      ) : null}
      {reject.isSuccess ? (
        <Notice tone="ok" title="Rejected. It is not proposed again in this epoch." />
      ) : null}
      <CommandText
        command={`understudy approve ${shellWord(intent.id)} --comment ${shellWord(comment.trim() || 'TEXT')}`}
      />
    </section>
  );
}
