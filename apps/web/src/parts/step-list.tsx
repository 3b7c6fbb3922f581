import type { StepView } from '../answers/move-steps-view.ts';
import { durationWords } from '../words/duration-words.ts';
import { Glyph } from './glyph.tsx';
import { Meter } from './meter.tsx';

/** The steps of a move from top to bottom: what is over, what runs against its limit, what comes. */
export function StepList({ steps }: { readonly steps: readonly StepView[] }) {
  return (
    <ol className="steps" aria-live="polite">
      {steps.map((step) => (
        <li
          key={step.key}
          className={[step.place, step.isGate ? 'gate' : ''].join(' ').trim()}
          {...(step.place === 'run' ? { 'aria-current': 'step' as const, 'data-answer': 'now' } : {})}
        >
          <span className={`is-${step.tone}`}>
            <Glyph name={step.glyph} />
          </span>
          <div>
            <h3>
              {step.title}
              {step.isGate ? <span className="quiet"> · after it nothing is called back</span> : null}
            </h3>
            <p>
              {step.text}
              {step.attempts === undefined ? null : <span className="faint"> ({step.attempts})</span>}
            </p>
            {step.output === undefined || step.output === '' ? null : (
              <details>
                <summary>What it wrote</summary>
                <code className="cli">{step.output}</code>
              </details>
            )}
          </div>
          <div className="took">
            <span aria-hidden={step.place === 'run'}>{step.took}</span>
            {step.meter === undefined ? null : (
              <Meter
                name={step.title}
                value={step.meter.elapsedMs}
                most={step.meter.limitMs}
                words={`at most ${durationWords(step.meter.limitMs)}`}
                tone={step.meter.elapsedMs > step.meter.limitMs ? 'bad' : 'go'}
              />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
