/** Reads which mutant is in effect; 0 is none. Set by the environment, and where mutants follow each other in one process, by it. */
export const MUTANT_VARIABLE = 'UNDERSTUDY_MUTANT';

/**
 * JavaScript that has to run before planted texts: `__mutant(id)` says whether that one is in effect, and `__reached`
 * gathers the ids that were asked for while it is a Set.
 */
export const MUTANT_SWITCH = `
globalThis.__active ??= Number(process.env.${MUTANT_VARIABLE} ?? 0);
globalThis.__reached ??= undefined;
globalThis.__mutant ??= (id) => {
  if (globalThis.__reached !== undefined) globalThis.__reached.add(id);
  return id === globalThis.__active;
};
`;
