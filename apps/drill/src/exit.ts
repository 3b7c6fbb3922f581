/** The drill's exit codes, as `--help` lists them; a signal adds 128 to its number. */
export const EXIT = { passed: 0, failed: 1, wrongOption: 2, broken: 3 } as const;
