/** The names of a union of texts, of which the compiler asks for every one. */
export function namesOf<T extends string>(names: Readonly<Record<T, true>>): readonly T[] {
  return Object.keys(names) as T[];
}
