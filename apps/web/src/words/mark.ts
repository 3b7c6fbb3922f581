import type { GlyphName } from '../parts/glyph.tsx';

export type Tone = 'ok' | 'warn' | 'bad' | 'go' | 'idle';

/** A state in words, with the shape and the tone that go with it. */
export interface Mark {
  readonly tone: Tone;
  readonly glyph: GlyphName;
  readonly words: string;
}
