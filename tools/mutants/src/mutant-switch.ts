/**
 * JavaScript that has to run before planted texts: `__mutant(id)` says whether that one is in effect, and `__reached`
 * gathers the ids that were asked for while it is a Set. The environment says which is in effect at first (0 is none).
 */
export const MUTANT_SWITCH = `
globalThis.__active ??= Number(process.env.UNDERSTUDY_MUTANT ?? 0);
globalThis.__reached ??= undefined;
globalThis.__mutant ??= (id) => {
  if (globalThis.__reached !== undefined) globalThis.__reached.add(id);
  return id === globalThis.__active;
};
`;
