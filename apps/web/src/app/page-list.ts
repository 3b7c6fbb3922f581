export interface PageEntry {
  readonly path: string;
  readonly title: string;
  /** On a phone it is a tab; the others are behind More. */
  readonly isFirst: boolean;
}

/** In the rail only where the service runs on a local cloud. */
export const LOCAL_CLOUD_PATH = '/local-cloud';

/** Every page, in the order of the rail. */
export const PAGE_LIST = [
  { path: '/', title: 'Now', isFirst: true },
  { path: '/move', title: 'Move', isFirst: true },
  { path: '/links', title: 'Links', isFirst: true },
  { path: '/incidents', title: 'Incidents', isFirst: true },
  { path: '/topology', title: 'Topology', isFirst: false },
  { path: '/readiness', title: 'Readiness', isFirst: false },
  { path: '/observers', title: 'Observers', isFirst: false },
  { path: '/records', title: 'Ledger', isFirst: false },
  { path: '/servers', title: 'Servers', isFirst: false },
  { path: '/drills', title: 'Drills', isFirst: false },
  { path: '/audit', title: 'Audit', isFirst: false },
  { path: '/limits', title: 'Limits', isFirst: false },
  { path: LOCAL_CLOUD_PATH, title: 'Local cloud', isFirst: false },
] as const satisfies readonly PageEntry[];
