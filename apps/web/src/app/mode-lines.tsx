import type { ReactNode } from 'react';
import { Glyph, type GlyphName } from '../parts/glyph.tsx';

/** A mode that changes what the service does by itself, or what this page may be trusted for. */
export interface ModeLine {
  readonly id: string;
  readonly tone: 'warn' | 'bad' | 'go';
  readonly glyph: GlyphName;
  readonly title: string;
  readonly text: string;
}

/** Modes on every page, for as long as they last. */
export function ModeLines({
  lines,
  actions,
}: {
  readonly lines: readonly ModeLine[];
  readonly actions?: ReactNode;
}) {
  return (
    <>
      {lines.map(({ id, tone, glyph, title, text }) => (
        <div key={id} className={`lost-line is-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
          <Glyph name={glyph} />
          <p>
            <b>{title}</b> {text}
          </p>
          {id === 'stale' ? actions : null}
        </div>
      ))}
    </>
  );
}
