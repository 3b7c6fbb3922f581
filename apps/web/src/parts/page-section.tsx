import { useId, type ReactNode } from 'react';

/** A named part of a page: its heading is its name for a screen reader too. */
export function PageSection({
  title,
  note,
  actions,
  className = 'sec',
  id,
  children,
}: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly id?: string;
  readonly children: ReactNode;
}) {
  const heading = useId();
  return (
    <section className={className} aria-labelledby={heading} {...(id === undefined ? {} : { id })}>
      <div className="sec-head">
        <h2 id={heading}>{title}</h2>
        {note === undefined ? null : <p>{note}</p>}
        {actions}
      </div>
      {children}
    </section>
  );
}
