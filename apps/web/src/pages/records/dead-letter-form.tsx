import { useState } from 'react';
import type { DeadLetterRequest, RecordDetail } from '@understudy/api-contract';
import { useOrder } from '../../api/use-order.ts';
import { useMayAct } from '../../app/use-may-act.ts';
import { ReasonField } from '../../parts/reason-field.tsx';
import { ActionButton } from '../../parts/action-button.tsx';
import { CommandText } from '../../parts/command-text.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { shellWord } from '../../words/shell-word.ts';
import { valueWords } from '../../words/value-words.ts';
import { DecisionOutcome } from './decision-outcome.tsx';

/** A record that could not be applied: apply it again by its link's rule, or close it. */
export function DeadLetterForm({
  detail,
  onDecided,
}: {
  readonly detail: RecordDetail;
  readonly onDecided: () => void;
}) {
  const [why, setWhy] = useState('');
  const order = useOrder('decideDeadLetter');
  const mayNot = useMayAct();
  const isOver = detail.state === 'closed' || detail.state === 'superseded';
  const off =
    mayNot ??
    (isOver
      ? `Off: the record is ${detail.state}.`
      : why.trim() === ''
        ? 'Off until a reason is given.'
        : undefined);
  const decide = (body: DeadLetterRequest) =>
    order.mutate({ params: { record: detail.record }, body }, { onSuccess: onDecided });
  return (
    <form aria-label={`Decide ${detail.record}`} onSubmit={(event) => event.preventDefault()}>
      <div className="entry-images">
        <Images images={detail.images} />
      </div>
      <div className="entry-foot">
        <ReasonField value={why} onChange={setWhy} />
        <div className="entry-acts">
          <ActionButton
            off={off}
            showsReason={false}
            onAct={() => decide({ action: 'drop', why: why.trim() })}
          >
            Drop it
          </ActionButton>
          <ActionButton
            kind="prime"
            off={off}
            onAct={() => decide({ action: 'redrive', why: why.trim(), takeOver: detail.state === 'claimed' })}
          >
            Apply it again
          </ActionButton>
        </div>
        <DecisionOutcome order={order} />
        <CommandText
          command={`understudy dead-letters redrive ${shellWord(detail.record)} --why ${shellWord(why.trim() || 'TEXT')}`}
        />
      </div>
    </form>
  );
}

function Images({ images }: Pick<RecordDetail, 'images'>) {
  const { old = {}, new: fresh = {} } = images;
  const attributes = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort();
  const words = (image: Readonly<Record<string, unknown>>, name: string) =>
    image[name] === undefined ? <span className="faint">absent</span> : valueWords(image[name]);
  return (
    <DataTable
      name="Both images of the record"
      columns={[
        { name: 'Attribute', cell: (name) => name },
        { name: 'Before the write', cell: (name) => words(old, name) },
        { name: 'After it', cell: (name) => words(fresh, name) },
      ]}
      groups={[{ key: 'attributes', rows: attributes }]}
      keyOf={(name) => name}
      empty="The record has no images."
    />
  );
}
