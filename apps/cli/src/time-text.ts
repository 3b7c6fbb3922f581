/** Wall time in ms for people and for other programs: `2026-11-30T05:12:33Z`. */
export function timeText(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
