/** `GET /conversations/{id}/mails`: a mail to the customer, and what became of it. */
export interface Mail {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly tries: number;
  readonly error: string;
  readonly created_at: number;
  readonly sent_at: number | null;
}

const KINDS = ['reply', 'rating'] as const;
const STATES = ['waiting', 'sending', 'sent', 'uncertain', 'failed'] as const;

export interface ShownMail {
  readonly id: string;
  readonly kind: (typeof KINDS)[number];
  readonly state: (typeof STATES)[number] | 'again';
  readonly at: number;
  readonly error: string;
}

/** What is worth a line, latest first: not what was not needed any more, because the customer came and read. */
export function shownMails(mails: readonly Mail[]): readonly ShownMail[] {
  return mails
    .flatMap(({ id, kind, state, tries, error, created_at, sent_at }) => {
      const [known, stands] = [KINDS.find((each) => each === kind), STATES.find((each) => each === state)];
      if (!known || !stands) return [];
      const isAgain = stands === 'waiting' && tries > 0;
      return [
        { id, kind: known, state: isAgain ? ('again' as const) : stands, at: sent_at ?? created_at, error },
      ];
    })
    .reverse();
}
