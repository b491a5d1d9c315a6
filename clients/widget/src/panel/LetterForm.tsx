import { isRefusedError, type State } from '@besedka/sdk';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Pocket } from '../contract';
import { Consent } from './Consent';
import { usePanel } from './context';
import { Field } from './Field';
import { type Faults, type FieldName, faultOfCode, faultsOf, keptLetter, type Letter } from './letter';
import { Topics } from './Topics';
import { openingOf } from './when';

interface Props {
  readonly pocket: Pocket;
  readonly state: State;
  readonly takesFocus: boolean;
  /** Leads back to the log, if there is one to see. */
  readonly onBack: (() => void) | null;
  readonly onLeft: () => void;
}

/** For whom nobody is there: a message in writing, and how the answer finds its writer. */
export function LetterForm({ pocket, state, takesFocus, onBack, onLeft }: Props) {
  const { session, words } = usePanel();
  const form = useRef<HTMLFormElement>(null);
  const [letter, setLetter] = useState(() => keptLetter(pocket, session.givenName));
  const [faults, setFaults] = useState<Faults>({});
  const { consent } = session;
  const isBusy = state.pending.some((p) => p.command.type === 'leave_message' && p.phase === 'waiting');
  useLayoutEffect(() => {
    if (takesFocus) form.current?.querySelector('input')?.focus({ preventScroll: true });
  }, [takesFocus]);
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [faults]);

  const change = (field: FieldName, value: string | boolean) => {
    // A browser that fills a form in changes several fields at once.
    setLetter((held) => {
      const changed: Letter = { ...held, [field]: value };
      pocket.set('form', JSON.stringify(changed));
      return changed;
    });
    if (faults[field]) setFaults({ ...faults, [field]: undefined });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const found = faultsOf(letter, consent !== null);
    setFaults(found);
    if (isBusy || Object.keys(found).length > 0) return;
    pocket.remove('form');
    session.leaveMessage(letter).then(onLeft, (error) => {
      pocket.set('form', JSON.stringify(letter));
      setFaults(faultOfCode(isRefusedError(error) ? error.problem.code : 'unknown'));
    });
  };
  const faultAt = (field: FieldName | 'form') => {
    const code = faults[field];
    return code && (words.letter.faults[code] ?? words.letter.faultOther(code));
  };
  const line = (field: 'name' | 'email' | 'phone', mode: 'text' | 'email' | 'tel', autocomplete: string) => (
    <Field label={words.letter[field]} id={`letter-${field}`} fault={faultAt(field)}>
      {(ties) => (
        <input
          {...ties}
          type="text"
          inputMode={mode}
          autocomplete={autocomplete}
          maxLength={254}
          value={letter[field]}
          onInput={(event) => change(field, event.currentTarget.value)}
        />
      )}
    </Field>
  );

  return (
    <form class="letter" aria-label={words.letter.title} noValidate ref={form} onSubmit={submit}>
      <Why />
      <Topics />
      {line('name', 'text', 'name')}
      {line('email', 'email', 'email')}
      {line('phone', 'tel', 'tel')}
      <Field label={words.letter.text} id="letter-text" fault={faultAt('text')}>
        {(ties) => (
          <textarea
            {...ties}
            rows={3}
            maxLength={session.limits.text_limit}
            value={letter.text}
            onInput={(event) => change('text', event.currentTarget.value)}
          />
        )}
      </Field>
      {consent !== null && (
        <Consent
          text={consent}
          id="letter-consent"
          isGiven={letter.consent}
          fault={faultAt('consent')}
          onChange={(isGiven) => change('consent', isGiven)}
        />
      )}
      <div class="field-error" role="status">
        {faultAt('form')}
      </div>
      <div class="buttons">
        <button type="submit" class="button main" aria-busy={isBusy}>
          {isBusy ? words.letter.sending : words.letter.send}
        </button>
        {onBack && (
          <button type="button" class="button" onClick={onBack}>
            {words.letter.back}
          </button>
        )}
      </div>
    </form>
  );
}

/** Why there is a form, when we open, and where the answer will be. */
function Why() {
  const { session, words, locale } = usePanel();
  const { isClosedNow, opensAt } = session;
  const now = session.serverNow();
  return (
    <div class="why">
      <strong>{words.letter.title}</strong>
      <span>
        {isClosedNow ? words.closedNow : words.line.busy}
        {isClosedNow && opensAt !== null && ` ${words.opens(openingOf(opensAt, now, locale, words))}`}{' '}
        {session.hasMail ? words.letter.answerByMail : words.letter.answerHere}
      </span>
    </div>
  );
}
