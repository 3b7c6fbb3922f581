/** The drawings of every `Glyph`, once in a page. */
export function Sprite() {
  return (
    <svg className="sprite" aria-hidden="true" focusable="false">
      <defs>
        <States />
        <Steps />
        <Roles />
        <pattern id="hatch" width="6" height="6" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">
          <path d="M0 0v6" className="hatch-line" />
        </pattern>
      </defs>
    </svg>
  );
}

function States() {
  return (
    <>
      <symbol id="g-ok" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="7" fill="currentColor" />
        <path d="M4.9 8.3 7.1 10.5 11.2 5.8" className="cutout w17" />
      </symbol>
      <symbol id="g-warn" viewBox="0 0 16 16">
        <path
          d="M8 1.3a1 1 0 0 1 .87.5l6.2 11a1 1 0 0 1-.87 1.5H1.8a1 1 0 0 1-.87-1.5l6.2-11A1 1 0 0 1 8 1.3Z"
          fill="currentColor"
        />
        <path d="M8 5.4v4.2M8 12v.01" className="cutout w17" />
      </symbol>
      <symbol id="g-bad" viewBox="0 0 16 16">
        <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z" fill="currentColor" />
        <path d="m5.5 5.5 5 5m0-5-5 5" className="cutout w17" />
      </symbol>
      <symbol id="g-unknown" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6.4" className="ring" strokeDasharray="2.4 1.6" />
        <path
          d="M6.2 6.3a1.8 1.8 0 1 1 2.7 1.5c-.6.4-.9.7-.9 1.3"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeLinecap="round"
        />
        <circle cx="8" cy="11.3" r=".9" fill="currentColor" />
      </symbol>
      <symbol id="g-off" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6.1" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="m3.8 12.2 8.4-8.4" stroke="currentColor" strokeWidth="1.5" />
      </symbol>
    </>
  );
}

function Steps() {
  return (
    <>
      <symbol id="g-go" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="7" fill="currentColor" />
        <path d="M4.6 8h6.3M8.4 5.2 11.2 8l-2.8 2.8" className="cutout w17" />
      </symbol>
      <symbol id="g-hold" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="7" fill="currentColor" />
        <path d="M6.2 5.2v5.6M9.8 5.2v5.6" className="cutout w17" />
      </symbol>
      <symbol id="g-next" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6.1" className="ring" />
      </symbol>
      <symbol id="g-gate" viewBox="0 0 16 16">
        <path d="M8 1.6 14.4 8 8 14.4 1.6 8Z" className="ring" strokeLinejoin="round" />
      </symbol>
      <symbol id="g-run" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6.4" className="track" />
        <path
          className="turn"
          d="M8 1.6A6.4 6.4 0 0 1 14.4 8"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
        />
        <circle cx="8" cy="8" r="2.2" fill="currentColor" />
      </symbol>
    </>
  );
}

function Roles() {
  return (
    <>
      <symbol id="g-writer" viewBox="0 0 12 12">
        <path d="M6 .8 11.2 6 6 11.2.8 6Z" fill="currentColor" />
      </symbol>
      <symbol id="g-standby" viewBox="0 0 12 12">
        <path d="M6 1.6 10.4 6 6 10.4 1.6 6Z" fill="none" stroke="currentColor" strokeWidth="1.4" />
      </symbol>
    </>
  );
}
