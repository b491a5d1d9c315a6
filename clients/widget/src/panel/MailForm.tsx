import { isRefusedError } from '@besedka/sdk';
import { useState } from 'preact/hooks';
import { Consent } from './Consent';
import { usePanel } from './context';
import { Field } from './Field';
import { isEmail } from './letter';

interface Props {
  readonly onDone: () => void;
  readonly onBack: () => void;
}

/** Whoever does not want to wait here leaves an address for the answer. */
export function MailForm({ onDone, onBack }: Props) {
  const { session, words } = usePanel();
  const [email, setEmail] = useState('');
  const [isAgreed, setAgreed] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const { consent } = session;
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isEmail(email)) return setFault('bad_email');
    if (consent !== null && !isAgreed) return setFault('no_consent');
    session
      .wantMail(email.trim(), isAgreed)
      .then(onDone, (error) => setFault(isRefusedError(error) ? error.problem.code : 'unknown'));
  };
  const said = fault === null ? undefined : (words.letter.faults[fault] ?? words.letter.faultOther(fault));
  const isAboutConsent = fault === 'no_consent' && consent !== null;
  return (
    <form class="mail" aria-label={words.line.mail} noValidate onSubmit={submit}>
      <Field label={words.letter.email} id="mail-email" fault={isAboutConsent ? undefined : said}>
        {(ties) => (
          <input
            {...ties}
            type="email"
            autocomplete="email"
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        )}
      </Field>
      {consent !== null && (
        <Consent
          text={consent}
          id="mail-consent"
          isGiven={isAgreed}
          fault={isAboutConsent ? said : undefined}
          onChange={setAgreed}
        />
      )}
      <div class="choices">
        <button type="submit" class="pill">
          {words.line.mailMe}
        </button>
        <button type="button" class="pill" onClick={onBack}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
