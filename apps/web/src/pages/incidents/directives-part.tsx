import { useState, type SubmitEvent } from 'react';
import type { DirectivesState, Snapshot } from '@understudy/api-contract';
import { useOrder } from '../../api/use-order.ts';
import { useMayAct } from '../../app/use-may-act.ts';
import { ReasonField } from '../../parts/reason-field.tsx';
import { ActionButton } from '../../parts/action-button.tsx';
import { CommandText } from '../../parts/command-text.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { PartView } from '../../parts/part-view.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { momentWords } from '../../words/clock-words.ts';
import { MaintenancePart } from './maintenance-part.tsx';

const HOUR_MS = 3_600_000;
const LENGTHS = [1, 2, 8, 24, 72] as const;

/** What people ordered: a freeze of automatic moves, and maintenances, each with its reason and its end. */
export function DirectivesPart({ snapshot }: { readonly snapshot: Snapshot }) {
  return (
    <>
      <PageSection
        title="Freeze"
        note="stops automatic moves; detection, reconciling and moves by a person go on"
      >
        <PartView part={snapshot.directives} name="The freeze">
          {(directives) => <Freeze directives={directives} nowMs={snapshot.atMs} />}
        </PartView>
      </PageSection>
      <PageSection
        title="Maintenance"
        note="nothing is done automatically about one thing, and its findings raise no alert"
      >
        <PartView part={snapshot.directives} name="The maintenances">
          {(directives) => (
            <MaintenancePart directives={directives} service={snapshot.service} nowMs={snapshot.atMs} />
          )}
        </PartView>
      </PageSection>
    </>
  );
}

function Freeze({
  directives: { freeze },
  nowMs,
}: {
  readonly directives: DirectivesState;
  readonly nowMs: number;
}) {
  return freeze === undefined ? (
    <FreezeForm />
  ) : (
    <>
      <p>
        <StateMark mark={{ tone: 'warn', glyph: 'hold', words: '' }}>
          Frozen by {freeze.by} until {momentWords(freeze.untilMs, nowMs)} UTC
          {freeze.untilMs <= nowMs ? ', which is over: it counts no more' : ''}: {freeze.reason}
        </StateMark>
      </p>
      <Unfreeze />
    </>
  );
}

function Unfreeze() {
  const order = useOrder('unfreeze');
  const off = useMayAct();
  return (
    <div className="narrow">
      <div className="acts">
        <ActionButton kind="prime" off={off} onAct={() => order.mutate({})}>
          Lift the freeze
        </ActionButton>
      </div>
      {order.error === null ? null : <FailureNotice failure={order.error} title="Not lifted" />}
      <CommandText command="understudy unfreeze" />
    </div>
  );
}

function FreezeForm() {
  const [reason, setReason] = useState('');
  const [hours, setHours] = useState(2);
  const order = useOrder('freeze');
  const mayNot = useMayAct();
  const off = mayNot ?? (reason.trim() === '' ? 'Off until you say why.' : undefined);
  const freeze = (event: SubmitEvent) => {
    event.preventDefault();
    if (off === undefined) order.mutate({ body: { reason: reason.trim(), forMs: hours * HOUR_MS } });
  };
  return (
    <form className="narrow" onSubmit={freeze}>
      <p className="quiet">Automatic moves are not frozen.</p>
      <ReasonField value={reason} onChange={setReason} />
      <label className="field">
        <span>For how long</span>
        <select value={hours} onChange={({ target }) => setHours(Number(target.value))}>
          {LENGTHS.map((length) => (
            <option key={length} value={length}>
              {length === 1 ? '1 hour' : `${length} hours`}
            </option>
          ))}
        </select>
      </label>
      <div className="acts">
        <ActionButton isSubmit off={off}>
          Freeze automatic moves
        </ActionButton>
      </div>
      {order.error === null ? null : <FailureNotice failure={order.error} title="Not frozen" />}
      <CommandText command={`understudy freeze --for ${hours}h --reason "${reason.trim() || 'TEXT'}"`} />
    </form>
  );
}
