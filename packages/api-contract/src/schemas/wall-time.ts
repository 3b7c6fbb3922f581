import * as z from 'zod';

/** Wall time in ms since 1970. */
export const WallTime = z.number();
/** A span of time in ms. */
export const Milliseconds = z.number();
/** How many. */
export const Count = z.int().min(0);
/** A name or an id as a client sends it. */
export const Name = z.string().min(1).max(200);
/** One sentence or several, as a person reads them. */
export const Sentence = z.string();
/** Words of a person that say why. */
export const Words = z.string().trim().min(1).max(1_000);
