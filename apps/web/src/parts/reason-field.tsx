/** Why a person does something: the audit keeps it. */
export function ReasonField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (reason: string) => void;
}) {
  return (
    <label className="field">
      <span>Why, for the audit</span>
      <input type="text" value={value} maxLength={1000} onChange={({ target }) => onChange(target.value)} />
    </label>
  );
}
