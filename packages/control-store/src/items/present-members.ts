/** Each member of `T` by its name, so that the compiler asks for every one; `undefined` where an optional one is absent. */
export type EveryMember<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K> ? T[K] | undefined : T[K];
};

/** The members that are there. */
export function presentMembers<T>(members: EveryMember<T>): T {
  const given = members as Readonly<Record<string, unknown>>;
  const present: Record<string, unknown> = {};
  for (const name in given) {
    const value = given[name];
    if (value !== undefined) present[name] = value;
  }
  return present as T;
}
