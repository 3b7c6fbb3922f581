import type { ReactNode } from 'react';
import type { GlyphName } from './glyph.tsx';
import { Glyph } from './glyph.tsx';

type NoticeTone = 'ok' | 'warn' | 'bad' | 'go';
const SHAPES: Readonly<Record<NoticeTone, GlyphName>> = { ok: 'ok', warn: 'warn', bad: 'bad', go: 'go' };

/** What must stay in sight: an answer to an action, or a state that explains the page. It is never a toast. */
export function Notice({
  tone,
  title,
  children,
}: {
  readonly tone: NoticeTone;
  readonly title: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className={`notice is-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Glyph name={SHAPES[tone]} />
      <div>
        <p className="notice-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
