import { Link } from 'react-router';
import type { MoveState, Snapshot } from '@understudy/api-contract';
import { moveStepsView } from '../../answers/move-steps-view.ts';
import { noticedStep } from '../../answers/noticed-step.ts';
import { serviceMapView } from '../../answers/service-map-view.ts';
import { useServiceNow } from '../../app/use-freshness.ts';
import { Glyph } from '../../parts/glyph.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { mapWords } from '../../parts/service-map.tsx';
import { ServiceMapTall } from '../../parts/service-map-tall.tsx';
import { StepList } from '../../parts/step-list.tsx';
import { ToDo } from './to-do.tsx';

/** The steps of the running move, beside what a person does and what stops it. */
export function RunningStage({
  snapshot,
  move,
  isStale,
}: {
  readonly snapshot: Snapshot;
  readonly move: MoveState;
  readonly isStale: boolean;
}) {
  const nowMs = useServiceNow(200);
  const view = serviceMapView(snapshot, isStale);
  const driver = move.steps.find(({ state }) => state === 'running')?.by;
  return (
    <div className="stage running">
      <PageSection
        className="moving-steps"
        title={`${move.kind === 'failover' ? 'Failover' : 'Switchover'} from ${move.from} to ${move.to}`}
        note={
          driver === undefined
            ? 'no other move until it ends'
            : `driven by ${driver}; no other move until it ends`
        }
      >
        <StepList steps={[...noticedStep(snapshot, move), ...moveStepsView(move, nowMs)]} />
        <p className="after small quiet">{snapshot.answers.now.then}</p>
      </PageSection>
      <aside aria-label="What to do, and what stops the move">
        <ToDo snapshot={snapshot} />
        <WhatStopsIt move={move} />
        <section className="drawing" aria-label="Drawing">
          <figure className="topo">
            <ServiceMapTall view={view} title={mapWords(view)} isOnly />
          </figure>
        </section>
      </aside>
    </div>
  );
}

function WhatStopsIt({ move: { from, to, stopsBy, steps } }: { readonly move: MoveState }) {
  const isOpen = steps.some(({ pointOfNoReturn, state }) => pointOfNoReturn && state === 'waiting');
  return (
    <PageSection title="What stops it" className="stopping">
      <ul className="stops" data-answer="move">
        {stopsBy === undefined ? null : (
          <li>
            <Glyph name="warn" />
            <span>{stopsBy}</span>
          </li>
        )}
        <li>
          <Glyph name="off" />
          <span>
            <b>You</b>, {isOpen ? 'until it promotes' : 'no longer: the promotion has begun'}
          </span>
          {isOpen ? (
            <Link className="btn danger" to="/move#abort">
              Abort…<span className="vh"> the move</span>
            </Link>
          ) : null}
        </li>
        <li>
          <Glyph name="off" />
          <span>
            <b>{from}</b>, if it takes writes again
          </span>
        </li>
        <li>
          <Glyph name="off" />
          <span>
            <b>{to}</b>, if it no longer does
          </span>
        </li>
        <li>
          <Glyph name="go" />
          <span>
            <b>Not the loss of an orchestrator</b>: another one goes on
          </span>
        </li>
      </ul>
    </PageSection>
  );
}
