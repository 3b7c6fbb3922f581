/** Each member of `T` by its name, so that the compiler asks for every one; `undefined` where an optional one is absent. */
export type EveryMember<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K> ? T[K] | undefined : T[K];
};

/** The members that are there. */
export function presentMembers<T>(members: EveryMember<T>): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
