import * as fc from 'fast-check';

/** Few names, so that requests meet each other's attributes. `l` and `m` are usually a list and a map. */
export const attributeName = fc.constantFrom('a', 'b', 'l', 'm');
