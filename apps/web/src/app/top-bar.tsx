import type { ReactNode } from 'react';

/** What every page says at its top: service, page, route revision, time, person, and how old all of it is. */
export function TopBar({
  service,
  page,
  revision,
  time,
  person,
  age,
}: {
  readonly service: string;
  readonly page: string;
  readonly revision: string;
  readonly time: ReactNode;
  readonly person: ReactNode;
  readonly age: ReactNode;
}) {
  return (
    <header className="bar">
      <p className="where">
        <span>{service}</span>
        <span className="sep" aria-hidden="true">
          /
        </span>
        {page}
      </p>
      <span className="wideonly">{revision}</span>
      <span className="wideonly">{time}</span>
      <span className="wideonly">{person}</span>
      {age}
    </header>
  );
}
