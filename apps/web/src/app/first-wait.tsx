import { PageHead } from '../parts/page-head.tsx';
import { CommandText } from '../parts/command-text.tsx';
import { useStream } from './use-stream.ts';

/** Before the first snapshot: what is waited for, and a way that works without the console. */
export function FirstWait() {
  const why = useStream((state) => state.why);
  return (
    <>
      <PageHead title="Nothing is known yet">
        {why === undefined
          ? 'The first snapshot comes within a second.'
          : `${why} The console tries again by itself.`}
      </PageHead>
      <CommandText title="The same without the console" command="understudy status" />
    </>
  );
}
