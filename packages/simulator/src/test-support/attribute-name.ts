import * as fc from 'fast-check';

/** Few names, so that requests meet each other's attributes. `l` and `m` tend to be a list and a map. */
export const attributeName = fc.constantFrom('a', 'b', 'l', 'm');
