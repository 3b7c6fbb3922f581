import { useId, useState, type SubmitEvent } from 'react';
import type { IntentAnswer, MovePreviewState, Snapshot } from '@understudy/api-contract';
import { useOrder } from '../../api/use-order.ts';
import { whatIsMissing, type MoveForm, type PlanRefusals } from '../../answers/plan-refusals.ts';
import { useMayAct } from '../../app/use-may-act.ts';
import { ReasonField } from '../../parts/reason-field.tsx';
import { ActionButton } from '../../parts/action-button.tsx';
import { CommandText } from '../../parts/command-text.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { numberWords } from '../../words/number-words.ts';
import { AcceptRefusals } from './accept-refusals.tsx';

const EMPTY: MoveForm = { typed: '', reason: '', accepts: false };

/** What it takes to ask for a move: refusals accepted by name, a reason, and the name of the region, typed. */
export function MoveAsk({
  preview,
  refusals,
  snapshot,
}: {
  readonly preview: MovePreviewState;
  readonly refusals: PlanRefusals;
  readonly snapshot: Snapshot;
}) {
  const heading = useId();
  const [form, setForm] = useState(EMPTY);
  const mayNot = useMayAct();
  const revision = snapshot.route.known ? snapshot.route.value.revision : undefined;
  const { ask, data, error } = useMoveOrder(preview, refusals, form, revision);
  const off =
    mayNot ??
    (revision === undefined ? 'Off: the route is not known.' : whatIsMissing(preview.to, refusals, form));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (off === undefined) ask();
  };
  return (
    <form className="panel ask" aria-labelledby={heading} onSubmit={submit}>
      <h2 id={heading}>Before it can start</h2>
      <AcceptRefusals
        refusals={refusals}
        accepts={form.accepts}
        onAccept={(accepts) => setForm({ ...form, accepts })}
      />
      <ReasonField value={form.reason} onChange={(reason) => setForm({ ...form, reason })} />
      <label className="field">
        <span>Type the region that becomes the writer</span>
        <input
          type="text"
          className="mono"
          value={form.typed}
          placeholder={preview.to}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setForm({ ...form, typed: target.value })}
        />
      </label>
      <ActionButton isSubmit kind="danger wide" off={off}>
        {preview.kind === 'failover' ? `Fail over to ${preview.to}` : `Switch over to ${preview.to}`}
      </ActionButton>
      {error === null ? null : <FailureNotice failure={error} title="Not asked for" />}
      {data === undefined ? null : <Asked answer={data} />}
      <div className="or">
        <CommandText command={preview.command} />
      </div>
      {revision === undefined ? null : (
        <p className="small faint">
          Decided on route revision {numberWords(revision)}. If the route has moved on, nothing happens, and
          you see the new one.
        </p>
      )}
    </form>
  );
}

function Asked({ answer: { intent, created } }: { readonly answer: IntentAnswer }) {
  return (
    <Notice
      tone="go"
      title={created ? 'Asked for. The leading orchestrator takes it up.' : 'It was asked for already.'}
    >
      <p className="small">
        <StateMark mark={{ tone: 'go', glyph: 'hold', words: intent.id }} /> It is in the list below until it
        ends.
      </p>
    </Notice>
  );
}

function useMoveOrder(
  { kind, to, loss }: MovePreviewState,
  { acceptable }: PlanRefusals,
  { reason, accepts }: MoveForm,
  revision: number | undefined,
) {
  const switchover = useOrder('switchover');
  const failover = useOrder('failover');
  const { data, error } = kind === 'switchover' ? switchover : failover;
  const isAccepted = acceptable.length > 0 && accepts;
  const common = { to, reason: reason.trim(), revision: revision ?? 0 };
  const ask = () => {
    if (kind === 'switchover') switchover.mutate({ body: { ...common, acceptParked: isAccepted } });
    else
      failover.mutate({
        body: { ...common, ...(isAccepted ? { accept: { why: reason.trim(), loss } } : {}) },
      });
  };
  return { ask, data, error };
}
