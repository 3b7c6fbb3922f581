/** 4 → "4 ms", 1234 → "1.2 s", 83000 → "83 s" */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${String(Math.round(ms))} ms`;
  const seconds = ms / 1_000;
  return `${seconds < 60 ? String(Math.round(seconds * 10) / 10) : String(Math.round(seconds))} s`;
}
