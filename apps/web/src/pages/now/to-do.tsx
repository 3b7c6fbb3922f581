import type { Snapshot } from '@understudy/api-contract';
import { CommandText } from '../../parts/command-text.tsx';
import { PageSection } from '../../parts/page-section.tsx';

/** What a person does, with what makes it worse. */
export function ToDo({ snapshot }: { readonly snapshot: Snapshot }) {
  const { what, command, dont } = snapshot.answers.advice;
  return (
    <PageSection title="To do" className="todo">
      <p data-answer="todo">{what}</p>
      {dont === undefined ? null : <p className="quiet">{dont}</p>}
      {command === undefined ? null : <CommandText title="On the command line" command={command} />}
    </PageSection>
  );
}
