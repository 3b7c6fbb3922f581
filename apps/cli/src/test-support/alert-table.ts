import { renderTable } from '../render-table.ts';

interface Row {
  readonly fault: string;
  /** Until it fired in Prometheus; absent where it did not. */
  readonly seconds?: number;
}

/** Which alert was raised by which fault, and after how long. */
export class AlertTable {
  readonly #rows = new Map<string, Row>();

  note(alert: string, row: Row): void {
    if (this.#rows.get(alert)?.seconds !== undefined) return;
    this.#rows.set(alert, row);
    process.stdout.write(`${alert}: ${row.seconds?.toFixed(1) ?? 'not fired'} s, ${row.fault}\n`);
  }

  get fired(): readonly string[] {
    return [...this.#rows].flatMap(([alert, { seconds }]) => (seconds === undefined ? [] : [alert]));
  }

  render(notFired: Readonly<Record<string, string>>): string {
    const fired = [...this.#rows].map(([alert, { fault, seconds }]) => [
      alert,
      seconds === undefined ? 'NOT FIRED' : seconds.toFixed(1),
      fault,
    ]);
    const others = Object.entries(notFired).map(([alert, why]) => [alert, 'not here', why]);
    return `${renderTable(['Alert', 'Seconds', 'Fault'], [...fired, ...others]).join('\n')}\n`;
  }
}
