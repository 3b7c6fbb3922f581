import { useState, type SubmitEvent } from 'react';
import type { MoveState, Snapshot } from '@understudy/api-contract';
import { useOrder } from '../../api/use-order.ts';
import { knownValue } from '../../answers/known-value.ts';
import { useMayAct } from '../../app/use-may-act.ts';
import { ActionButton } from '../../parts/action-button.tsx';
import { CommandText } from '../../parts/command-text.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { momentWords } from '../../words/clock-words.ts';

/** The last move, how it ended, and the acknowledgement of a person with a name and words. */
export function AcknowledgeMove({ snapshot }: { readonly snapshot: Snapshot }) {
  const move = knownValue(snapshot.move);
  if (move === undefined) return <p className="quiet">Whether there was a move is not known.</p>;
  if (move === null) return <p className="quiet">The writer has never been moved.</p>;
  const given = knownValue(snapshot.directives)?.acknowledgements.find(
    ({ moveId }) => moveId === move.moveId,
  );
  return (
    <>
      <p>
        <StateMark mark={outcomeOf(move)}>
          {move.kind === 'failover' ? 'Failover' : 'Switchover'} from {move.from} to {move.to}, epoch{' '}
          {move.epoch}
          {move.endedMs === undefined ? '' : `, ended ${momentWords(move.endedMs, snapshot.atMs)} UTC`}
        </StateMark>
      </p>
      {(move.verification?.missing ?? []).map((what) => (
        <p key={what} className="quiet">
          {what}
        </p>
      ))}
      {given === undefined ? (
        <AcknowledgeForm move={move} />
      ) : (
        <p className="quiet">
          Acknowledged by {given.by} at {momentWords(given.atMs, snapshot.atMs)} UTC: {given.comment}
        </p>
      )}
    </>
  );
}

function outcomeOf({ running, verification }: MoveState) {
  if (running) return { tone: 'go', glyph: 'run', words: '' } as const;
  if (verification === undefined) return { tone: 'idle', glyph: 'unknown', words: '' } as const;
  return verification.verified
    ? ({ tone: 'ok', glyph: 'ok', words: '' } as const)
    : ({ tone: 'bad', glyph: 'warn', words: '' } as const);
}

function AcknowledgeForm({ move: { moveId, running } }: { readonly move: MoveState }) {
  const [comment, setComment] = useState('');
  const order = useOrder('acknowledge');
  const mayNot = useMayAct();
  const off = mayNot ?? whyOff(moveId, running, comment);
  const acknowledge = (event: SubmitEvent) => {
    event.preventDefault();
    if (off === undefined && moveId !== undefined)
      order.mutate({ body: { moveId, comment: comment.trim() } });
  };
  return (
    <form className="narrow" onSubmit={acknowledge}>
      <label className="field">
        <span>What you found, for the audit</span>
        <input
          type="text"
          value={comment}
          maxLength={1000}
          onChange={({ target }) => setComment(target.value)}
        />
      </label>
      <div className="acts">
        <ActionButton isSubmit kind="prime" off={off}>
          Acknowledge the last move
        </ActionButton>
      </div>
      {order.error === null ? null : <FailureNotice failure={order.error} title="Not acknowledged" />}
      {order.isSuccess ? <Notice tone="ok" title="Acknowledged." /> : null}
      <CommandText command={`understudy ack --comment "${comment.trim() || 'TEXT'}"`} />
    </form>
  );
}

function whyOff(moveId: string | undefined, running: boolean, comment: string): string | undefined {
  if (running) return 'Off until the move has ended.';
  if (moveId === undefined) return 'Off: the audit does not name this move.';
  return comment.trim() === '' ? 'Off until you say what you found.' : undefined;
}
