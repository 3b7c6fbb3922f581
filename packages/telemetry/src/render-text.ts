interface Line extends Readonly<Record<string, unknown>> {
  readonly level: string;
  readonly time: string;
  readonly name: string;
  readonly event: string;
}

/** A line of JSON for people: `2026-11-28T12:00:00.000Z WARN  replicator link.lost table=orders`. */
export function renderText(json: string): string {
  const { level, time, name, event, ...facts } = JSON.parse(json) as Line;
  const shown = Object.entries(facts).map(([key, value]) => `${key}=${renderValue(value)}`);
  return `${[time, level.toUpperCase().padEnd(5), name, event, ...shown].join(' ')}\n`;
}

/** A word as it is, everything else as JSON: a reader can tell where it ends, and no value breaks the line. */
function renderValue(value: unknown): string {
  return typeof value === 'string' && /^[\w./:@+-]+$/.test(value) ? value : JSON.stringify(value);
}
