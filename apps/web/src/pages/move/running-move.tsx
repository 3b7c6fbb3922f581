import { useState, type SubmitEvent } from 'react';
import type { MoveState, Snapshot } from '@understudy/api-contract';
import { useOrder } from '../../api/use-order.ts';
import { moveStepsView } from '../../answers/move-steps-view.ts';
import { noticedStep } from '../../answers/noticed-step.ts';
import { useServiceNow } from '../../app/use-freshness.ts';
import { useMayAct } from '../../app/use-may-act.ts';
import { ReasonField } from '../../parts/reason-field.tsx';
import { ActionButton } from '../../parts/action-button.tsx';
import { CommandText } from '../../parts/command-text.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { StepList } from '../../parts/step-list.tsx';
import { shellWord } from '../../words/shell-word.ts';

/** The move that is under way, step by step, and how it is aborted. */
export function RunningMove({ snapshot, move }: { readonly snapshot: Snapshot; readonly move: MoveState }) {
  const nowMs = useServiceNow(200);
  return (
    <div className="two">
      <div>
        <PageHead
          title={`${move.kind === 'failover' ? 'Failover' : 'Switchover'} from ${move.from} to ${move.to}`}
          tag={<StateTag mark={{ tone: 'go', glyph: 'run', words: 'Under way' }} />}
        >
          {move.reason ?? snapshot.answers.now.what}
        </PageHead>
        <PageSection title="Steps" note="elapsed, and the limit of each" className="">
          <StepList steps={[...noticedStep(snapshot, move), ...moveStepsView(move, nowMs)]} />
          <p className="after small quiet">{snapshot.answers.now.then}</p>
        </PageSection>
      </div>
      <AbortForm move={move} />
    </div>
  );
}

function AbortForm({ move }: { readonly move: MoveState }) {
  const [reason, setReason] = useState('');
  const order = useOrder('abort');
  const mayNot = useMayAct();
  const isOpen = move.steps.some(({ pointOfNoReturn, state }) => pointOfNoReturn && state === 'waiting');
  const off = mayNot ?? whyOff(isOpen, move.moveId, reason);
  const abort = (event: SubmitEvent) => {
    event.preventDefault();
    if (off === undefined && move.moveId !== undefined)
      order.mutate({ body: { moveId: move.moveId, reason: reason.trim() } });
  };
  return (
    <form className="panel ask" id="abort" aria-label="Abort the move" onSubmit={abort}>
      <PageSection title="Abort" className="">
        <p className="quiet">
          Until {move.to} is promoted, the writer can stay {move.from}. Waiting writes then go on to it.
        </p>
      </PageSection>
      <ReasonField value={reason} onChange={setReason} />
      <ActionButton isSubmit kind="danger wide" off={off}>
        Abort, {move.from} stays the writer
      </ActionButton>
      {order.error === null ? null : <FailureNotice failure={order.error} title="Not aborted" />}
      {order.isSuccess ? <Notice tone="go" title="Asked for. The leading orchestrator takes it up." /> : null}
      <CommandText command={`understudy abort --reason ${shellWord(reason.trim() || 'TEXT')}`} />
    </form>
  );
}

function whyOff(isOpen: boolean, moveId: string | undefined, reason: string): string | undefined {
  if (!isOpen) return 'Off: the promotion has begun, and nothing is called back.';
  if (moveId === undefined) return 'Off: the route does not name this move yet.';
  return reason.trim() === '' ? 'Off until you say why.' : undefined;
}
