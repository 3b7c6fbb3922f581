import type { Mark } from '../words/mark.ts';
import { Glyph } from './glyph.tsx';

/** A state in a pill: for the bar, and beside a title. `role="status"` where it may change under the reader's eyes. */
export function StateTag({ mark, isLive = false }: { readonly mark: Mark; readonly isLive?: boolean }) {
  return (
    <span className={`tag is-${mark.tone}`} {...(isLive ? { role: 'status' } : {})}>
      <Glyph name={mark.glyph} />
      {mark.words}
    </span>
  );
}
