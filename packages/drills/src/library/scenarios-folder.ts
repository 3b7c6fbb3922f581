import { fileURLToPath } from 'node:url';

/** Where the scenarios of this package lie, each in a folder of its name. */
export const SCENARIOS_FOLDER = fileURLToPath(new URL('../../scenarios/', import.meta.url));
