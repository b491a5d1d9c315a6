import { Linked } from './Linked';

interface Props {
  /** What must be agreed to. */
  readonly text: string;
  /** Within the panel; the fault is named after it. */
  readonly id: string;
  readonly isGiven: boolean;
  readonly fault: string | undefined;
  readonly onChange: (isGiven: boolean) => void;
}

/** The tick without which an inbox takes no address. */
export function Consent({ text, id, isGiven, fault, onChange }: Props) {
  return (
    <div class="field">
      <label class="tick-box">
        <input
          type="checkbox"
          checked={isGiven}
          aria-invalid={fault !== undefined}
          aria-describedby={fault && `${id}-fault`}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>
          <Linked text={text} />
        </span>
      </label>
      {fault && (
        <div class="field-error" id={`${id}-fault`}>
          {fault}
        </div>
      )}
    </div>
  );
}
