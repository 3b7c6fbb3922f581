import { useState, type SubmitEvent } from 'react';
import type { DirectivesState, ServiceFacts } from '@understudy/api-contract';
import { useOrder } from '../../api/use-order.ts';
import { useMayAct } from '../../app/use-may-act.ts';
import { ReasonField } from '../../parts/reason-field.tsx';
import { ActionButton } from '../../parts/action-button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { momentWords } from '../../words/clock-words.ts';

const HOURS_MS = 7_200_000;

/** Maintenances that last, each with a way to end it, and the form of a new one. */
export function MaintenancePart({
  directives: { maintenance },
  service,
  nowMs,
}: {
  readonly directives: DirectivesState;
  readonly service: ServiceFacts;
  readonly nowMs: number;
}) {
  return (
    <>
      <DataTable
        name="Maintenances"
        columns={[
          { name: 'Subject', cell: ({ subject }) => subject },
          { name: 'Why', isFull: true, cell: ({ reason }) => reason },
          { name: 'By', cell: ({ by }) => by },
          {
            name: 'Until',
            cell: ({ untilMs }) =>
              untilMs <= nowMs ? (
                <StateMark
                  mark={{ tone: 'warn', glyph: 'warn', words: `over since ${momentWords(untilMs, nowMs)}` }}
                />
              ) : (
                momentWords(untilMs, nowMs)
              ),
          },
          {
            name: 'Actions',
            isBare: true,
            className: 'acts',
            cell: ({ subject }) => <EndMaintenance subject={subject} />,
          },
        ]}
        groups={[{ key: 'maintenances', rows: maintenance }]}
        keyOf={({ subject }) => subject}
        empty="Nothing is in maintenance."
      />
      <BeginMaintenance service={service} />
    </>
  );
}

function EndMaintenance({ subject }: { readonly subject: string }) {
  const order = useOrder('endMaintenance');
  const off = useMayAct();
  return (
    <>
      <ActionButton off={off} showsReason={false} onAct={() => order.mutate({ params: { subject } })}>
        End it<span className="vh">, the maintenance of {subject}</span>
      </ActionButton>
      {order.error === null ? null : <FailureNotice failure={order.error} title="Not ended" />}
    </>
  );
}

function BeginMaintenance({ service }: { readonly service: ServiceFacts }) {
  const [subject, setSubject] = useState('');
  const [reason, setReason] = useState('');
  const order = useOrder('maintenance');
  const mayNot = useMayAct();
  const off =
    mayNot ??
    (subject.trim() === '' || reason.trim() === ''
      ? 'Off until a subject and a reason are given.'
      : undefined);
  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    if (off === undefined)
      order.mutate({ params: { subject: subject.trim() }, body: { reason: reason.trim(), forMs: HOURS_MS } });
  };
  return (
    <form className="narrow row-form" onSubmit={begin}>
      <label className="field">
        <span>Region, pool, server or balancer</span>
        <input
          type="text"
          list="subjects"
          value={subject}
          onChange={({ target }) => setSubject(target.value)}
        />
        <datalist id="subjects">
          {service.regions.map((region) => (
            <option key={region} value={region} />
          ))}
        </datalist>
      </label>
      <ReasonField value={reason} onChange={setReason} />
      <div className="acts">
        <ActionButton isSubmit off={off}>
          Begin a maintenance of 2 hours
        </ActionButton>
      </div>
      {order.error === null ? null : <FailureNotice failure={order.error} title="Not begun" />}
    </form>
  );
}
