/** What `get` and `describe` show, by the names that people type. */
export const KIND_NAMES = {
  regions: 'region',
  tables: 'table',
  links: 'link',
  observers: 'observer',
  programs: 'program',
  pools: 'pool',
  moves: 'move',
  intents: 'intent',
  findings: 'finding',
  drills: 'drill',
} as const;

export type KindName = keyof typeof KIND_NAMES;
