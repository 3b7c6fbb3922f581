import { eventTimeWords, momentWords } from '../words/clock-words.ts';

export interface LoggedEvent {
  readonly id: string;
  readonly atMs: number;
  readonly what: string;
}

/** What happened, the newest first. */
export function EventLog({
  name,
  events,
  nowMs,
  empty,
}: {
  readonly name: string;
  readonly events: readonly LoggedEvent[];
  readonly nowMs: number;
  readonly empty: string;
}) {
  return (
    <div role="log" aria-live="polite" aria-label={name}>
      {events.length === 0 ? (
        <p className="small quiet">{empty}</p>
      ) : (
        <ol className="log">
          {events.map(({ id, atMs, what }) => (
            <li key={id}>
              <time dateTime={new Date(atMs).toISOString()} title={momentWords(atMs, nowMs)}>
                {eventTimeWords(atMs, nowMs)}
              </time>
              <span>{what}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
