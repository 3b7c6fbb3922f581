import { Fragment, useState } from 'react';

/** The same on the command line: a way that works without the console. */
export function CommandText({
  command,
  title = 'The same on the command line',
}: {
  readonly command: string;
  readonly title?: string;
}) {
  const [said, setSaid] = useState('');
  const copy = () => {
    navigator.clipboard.writeText(command).then(
      () => setSaid('Copied'),
      () => setSaid('The browser refused to copy: select the text instead'),
    );
  };
  return (
    <div className="command">
      <div className="command-head">
        <span className="small faint">{title}</span>
        <button type="button" className="plain small" onClick={copy}>
          Copy<span className="vh"> the command</span>
        </button>
        <span className="small faint" role="status">
          {said}
        </span>
      </div>
      <code className="cli">
        {command.split(' ').map((word, index) => (
          <Fragment key={index}>
            {index === 0 ? '' : ' '}
            <span className="word">{word}</span>
          </Fragment>
        ))}
      </code>
    </div>
  );
}
