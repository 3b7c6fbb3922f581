import { useState } from 'react';
import type { LedgerRequest, RecordDetail } from '@understudy/api-contract';
import { useOrder } from '../../api/use-order.ts';
import { mergeRows, type MergeRow } from '../../answers/merge-rows.ts';
import { useMayAct } from '../../app/use-may-act.ts';
import { ReasonField } from '../../parts/reason-field.tsx';
import { ActionButton } from '../../parts/action-button.tsx';
import { CommandText } from '../../parts/command-text.tsx';
import { DecisionOutcome } from './decision-outcome.tsx';
import { MergeTable, type Picks } from './merge-table.tsx';
import { shellWord } from '../../words/shell-word.ts';

/** An acknowledged write that lost: merge it, store it whole, or leave what is stored. Nothing is written until a person says so. */
export function LedgerForm({
  detail,
  onDecided,
}: {
  readonly detail: RecordDetail;
  readonly onDecided: () => void;
}) {
  const [why, setWhy] = useState('');
  const [picks, setPicks] = useState<Picks>({});
  const order = useOrder('decideLedger');
  const mayNot = useMayAct();
  const rows = mergeRows(detail.images);
  const left = rows.filter(({ attribute, takes }) => takes === 'clash' && picks[attribute] === undefined);
  const offAll = mayNot ?? whyOff(detail.state, why);
  const offMerge = offAll ?? undecided(left);
  const decide = (body: LedgerRequest) =>
    order.mutate({ params: { record: detail.record }, body }, { onSuccess: onDecided });
  return (
    <form aria-label={`Decide ${detail.record}`} onSubmit={(event) => event.preventDefault()}>
      <MergeTable rows={rows} link={detail.link} picks={picks} onPick={setPicks} />
      <div className="entry-foot">
        <ReasonField value={why} onChange={setWhy} />
        <div className="entry-acts">
          <ActionButton
            off={offAll}
            showsReason={false}
            onAct={() => decide({ action: 'drop', why: why.trim() })}
          >
            Leave what is stored
          </ActionButton>
          <ActionButton
            off={offAll}
            showsReason={false}
            onAct={() => decide({ action: 'apply', why: why.trim(), takeOver: detail.state === 'claimed' })}
          >
            Store what lost, whole
          </ActionButton>
          <ActionButton
            kind="prime"
            off={offMerge}
            onAct={() => decide({ action: 'merge', why: why.trim(), take: { ...picks }, trustBase: false })}
          >
            Write the merged item
          </ActionButton>
        </div>
        <DecisionOutcome order={order} />
        <CommandText command={commandOf(detail.record, picks)} />
      </div>
    </form>
  );
}

function whyOff(state: RecordDetail['state'], why: string): string | undefined {
  if (state === 'closed' || state === 'superseded') return `Off: the record is ${state}.`;
  return why.trim() === '' ? 'Off until a reason is given.' : undefined;
}

function undecided(left: readonly MergeRow[]): string | undefined {
  return left.length === 0
    ? undefined
    : `Off until ${left.map(({ attribute }) => attribute).join(', ')} is decided.`;
}

function commandOf(record: string, picks: Picks): string {
  const takes = Object.entries(picks).map(
    ([attribute, side]) => `--take ${shellWord(`${side}:${attribute}`)}`,
  );
  return ['understudy ledger merge', shellWord(record), ...takes].join(' ');
}
