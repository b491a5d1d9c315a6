import type { ComponentChildren } from 'preact';

/** For the input inside: ties it to its name and to what is wrong with it. */
interface Ties {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface Props {
  readonly label: string;
  /** Within the panel; the fault is named after it. */
  readonly id: string;
  readonly fault: string | undefined;
  readonly children: (ties: Ties) => ComponentChildren;
}

/** A field with its name above and what is wrong with it below, tied together for screen readers. */
export function Field({ label, id, fault, children }: Props) {
  return (
    <div class="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': fault !== undefined,
        'aria-describedby': fault === undefined ? undefined : `${id}-fault`,
      })}
      {fault && (
        <div class="field-error" id={`${id}-fault`}>
          {fault}
        </div>
      )}
    </div>
  );
}
