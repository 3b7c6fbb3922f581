/** Shapes that say a state without a hue. Their drawings are in `Sprite`, which each page has once. */
export type GlyphName =
  'ok' | 'warn' | 'bad' | 'go' | 'hold' | 'next' | 'gate' | 'unknown' | 'off' | 'writer' | 'standby' | 'run';

/** A shape beside a word. It is hidden from screen readers: the word says the same. */
export function Glyph({ name }: { readonly name: GlyphName }) {
  return (
    <svg className="g" aria-hidden="true" focusable="false">
      <use href={`#g-${name}`} />
    </svg>
  );
}
