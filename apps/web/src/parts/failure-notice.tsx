import type { ApiFailure } from '../api/api-failure.ts';
import { numberWords } from '../words/number-words.ts';
import { Notice } from './notice.tsx';

/** Why a request was refused, in place: what happened, every reason, what to do, and the code. */
export function FailureNotice({ failure, title }: { readonly failure: ApiFailure; readonly title: string }) {
  const { refusal } = failure;
  const reasons = [
    ...(refusal?.reasons ?? []).map(({ code, what, remedy }) => ({
      key: code,
      text: [what, remedy].join(' '),
    })),
    ...(refusal?.problems ?? []).map(({ at, what }) => ({ key: at, text: `${at}: ${what}` })),
  ];
  return (
    <Notice tone="bad" title={title}>
      <p>{failure.message}</p>
      {reasons.length === 0 ? null : (
        <ul className="bullets">
          {reasons.map(({ key, text }) => (
            <li key={key}>{text}</li>
          ))}
        </ul>
      )}
      {refusal?.route === undefined ? null : (
        <p>
          The route is at revision {numberWords(refusal.route.revision)} now: {refusal.route.writer} is the
          writer in epoch {refusal.route.epoch}.
        </p>
      )}
      <p>{failure.remedy}</p>
      <p className="small">
        <code>{failure.code}</code>
        {failure.status === undefined ? '' : ` · answered with ${failure.status}`}
      </p>
    </Notice>
  );
}
