import type { FiveAnswers } from '../answers/five-answers.ts';
import { RegionName } from '../parts/region-name.tsx';
import { StateMark } from '../parts/state-mark.tsx';

/** The five answers, on every page but Now, where they are the page. */
export function AnswerStrip({ answers }: { readonly answers: FiveAnswers }) {
  const { writes, writer, move, now, todo } = answers;
  return (
    <section className="glance" aria-label="At a glance">
      <dl className="answers">
        <Answer name="writes" question="Writes" detail={writes.detail}>
          <StateMark mark={writes.mark} />
        </Answer>
        <Answer name="writer" question="Writer" detail={writer.detail}>
          {writer.name === undefined ? (
            <StateMark mark={{ tone: 'idle', glyph: 'unknown', words: 'Not known' }} />
          ) : (
            <RegionName name={writer.name} role={writer.role} />
          )}
        </Answer>
        <Answer name="move" question="May it move?" detail={move.detail}>
          <StateMark mark={move.mark} />
        </Answer>
        <Answer name="now" question="Happening now" detail={now.detail}>
          <StateMark mark={now.mark} />
        </Answer>
        <Answer name="todo" question="To do" detail={todo.detail}>
          <StateMark mark={todo.mark} />
        </Answer>
      </dl>
    </section>
  );
}

function Answer({
  name,
  question,
  detail,
  children,
}: {
  readonly name: string;
  readonly question: string;
  readonly detail: string | undefined;
  readonly children: React.ReactNode;
}) {
  return (
    <div data-answer={name}>
      <dt>{question}</dt>
      <dd>
        {children}
        {detail === undefined ? null : <span className="quiet">{detail}</span>}
      </dd>
    </div>
  );
}
