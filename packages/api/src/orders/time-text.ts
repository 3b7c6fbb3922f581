/** Wall time in ms as people read it, to the second: `2026-11-30T20:15:00Z`. */
export function timeText(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
