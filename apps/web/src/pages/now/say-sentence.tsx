import { Glyph } from '../../parts/glyph.tsx';
import type { Mark } from '../../words/mark.ts';

/** The first answer. In trouble the whole sentence takes the tone and is an alert; otherwise only its shape has one. */
export function SaySentence({ mark, isStale }: { readonly mark: Mark; readonly isStale: boolean }) {
  const isQuiet = mark.tone === 'ok' || mark.tone === 'idle';
  return (
    <div role={isQuiet || isStale ? 'status' : 'alert'}>
      <h1 data-answer="writes" className={isQuiet ? 'say' : `say is-${mark.tone}`}>
        <span className={`is-${mark.tone}`}>
          <Glyph name={mark.glyph} />
        </span>
        {mark.words}
      </h1>
    </div>
  );
}
