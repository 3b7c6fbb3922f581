import type { ReactNode } from 'react';
import type { Mark } from '../words/mark.ts';
import { Glyph } from './glyph.tsx';

/** A state as shape, word and tone. */
export function StateMark({ mark, children }: { readonly mark: Mark; readonly children?: ReactNode }) {
  return (
    <span className={`st is-${mark.tone}`}>
      <Glyph name={mark.glyph} />
      <span>{children ?? mark.words}</span>
    </span>
  );
}
