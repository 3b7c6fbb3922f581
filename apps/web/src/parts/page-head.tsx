import type { ReactNode } from 'react';

/** The one `h1` of a page, with what the page found in a sentence. */
export function PageHead({
  title,
  tag,
  children,
  actions,
}: {
  readonly title: string;
  readonly tag?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className="head">
      <div>
        <div className="titled">
          <h1>{title}</h1>
          {tag}
        </div>
        {children === undefined ? null : <p>{children}</p>}
      </div>
      {actions}
    </div>
  );
}
