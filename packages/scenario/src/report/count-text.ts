/** Figures as the drill's output shows them: the same everywhere, whatever the machine's language. */

/** 20000 → "20,000" */
export function countText(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "1 write", "3 writes" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** 4 → "4 ms", 1234 → "1.2 s", 83000 → "83 s" */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${String(Math.round(ms))} ms`;
  const seconds = ms / 1_000;
  return `${seconds < 60 ? seconds.toFixed(1) : String(Math.round(seconds))} s`;
}

/** Time since the drill began: 83000 → "01:23" */
export function stopwatchText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (number: number) => String(number).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return `${two(minutes)}:${two(seconds % 60)}`;
}
