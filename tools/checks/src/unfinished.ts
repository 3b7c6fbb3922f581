/** Folders that do not keep the rules for names, words and imports yet. */
export const UNFINISHED: readonly string[] = [];
