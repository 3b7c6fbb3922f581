import { Link } from 'react-router';
import type { Snapshot } from '@understudy/api-contract';
import { CommandText } from '../../parts/command-text.tsx';
import { PageSection } from '../../parts/page-section.tsx';

/** What a person does, with what makes it worse. */
export function ToDo({ snapshot }: { readonly snapshot: Snapshot }) {
  const { advice, now, move } = snapshot.answers;
  const { what, command, dont } = advice;
  return (
    <PageSection title="To do" className="todo">
      <p data-answer="todo">{what}</p>
      {dont === undefined ? null : <p className="quiet">{dont}</p>}
      {now.state === 'proposed' ? (
        <Link className="btn prime" to="/move">
          Decide on the proposal…
        </Link>
      ) : null}
      {now.state === 'wanted' && move.failover.to !== undefined ? (
        <Link className="btn prime" to={`/move?kind=failover&to=${encodeURIComponent(move.failover.to)}`}>
          Plan the failover…
        </Link>
      ) : null}
      {command === undefined ? null : <CommandText title="On the command line" command={command} />}
    </PageSection>
  );
}
