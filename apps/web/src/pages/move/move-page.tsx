import { Link, useSearchParams } from 'react-router';
import type { Snapshot } from '@understudy/api-contract';
import { knownValue } from '../../answers/known-value.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useStream } from '../../app/use-stream.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { IntentsPart } from './intents-part.tsx';
import { LastMoves } from './last-moves.tsx';
import { MovePlan } from './move-plan.tsx';
import { ProposalsPart } from './proposals-part.tsx';
import { RunningMove } from './running-move.tsx';

/** A move of the writer: what is proposed, the plan before it, or how far it has come. */
export function MovePage() {
  usePageTitle('Move');
  const snapshot = useStream((state) => state.snapshot);
  if (snapshot === undefined) return null;
  const move = knownValue(snapshot.move) ?? undefined;
  return (
    <>
      {move?.running === true ? (
        <RunningMove snapshot={snapshot} move={move} />
      ) : (
        <>
          <ProposalsPart snapshot={snapshot} />
          <Plan snapshot={snapshot} />
        </>
      )}
      <IntentsPart snapshot={snapshot} />
      <LastMoves />
    </>
  );
}

function Plan({ snapshot }: { readonly snapshot: Snapshot }) {
  const [params] = useSearchParams();
  const { writer, move } = snapshot.answers;
  const kind = params.get('kind') === 'failover' ? 'failover' : 'switchover';
  const standby = snapshot.service.regions.find((region) => region !== writer.region);
  const to = params.get('to') ?? move[kind].to ?? standby;
  if (to === undefined || writer.region === undefined) {
    return (
      <PageHead title="No move can be planned">
        {writer.what} {move.what}
      </PageHead>
    );
  }
  const choices = (
    <nav className="choices" aria-label="Which move">
      {(['switchover', 'failover'] as const).map((one) => (
        <Link
          key={one}
          to={`?kind=${one}&to=${encodeURIComponent(to)}`}
          {...(one === kind ? { 'aria-current': 'page' as const } : {})}
        >
          {one === 'switchover' ? 'Switchover, both regions up' : 'Failover, the writer is lost'}
        </Link>
      ))}
    </nav>
  );
  return <MovePlan key={`${kind} ${to}`} kind={kind} to={to} snapshot={snapshot} choices={choices} />;
}
