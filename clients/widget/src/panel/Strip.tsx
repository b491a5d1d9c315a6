import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Chat } from './chat';
import { usePanel } from './context';
import { MailForm } from './MailForm';
import { openingOf } from './when';

interface Props {
  readonly chat: Chat;
  /** A message was just left in writing. */
  readonly hasLeft: boolean;
  readonly onWrite: () => void;
}

/** One line below the header: what happens now that nobody answers yet. */
export function Strip(props: Props) {
  const words = useStripWords(props);
  return (
    <div class="strip" hidden={words === null}>
      <div role="status">{words}</div>
      {words !== null && !props.hasLeft && <Choices {...props} />}
    </div>
  );
}

function useStripWords({ chat: { isQueued, place, isOpen }, hasLeft }: Props): string | null {
  const { session, words, locale } = usePanel();
  const { isClosedNow, opensAt } = session;
  if (hasLeft) return session.hasMail ? words.letter.leftByMail : words.letter.leftHere;
  if (isClosedNow && (isQueued || (!isOpen && session.inbox?.offline === 'queue'))) {
    const opening = opensAt === null ? null : openingOf(opensAt, session.serverNow(), locale, words);
    return opening === null ? words.closedNow : `${words.closedNow} ${words.opens(opening)}`;
  }
  if (!isQueued || !place) return null;
  const line = words.line.place(place.place, place.waitMs);
  return place.choices.length > 0 ? `${words.line.busy} ${line}` : line;
}

/** The line is full: wait, leave it in writing, or be told by mail. */
function Choices({ chat: { place, conversation }, onWrite }: Props) {
  const { session, words } = usePanel();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isMailing, setMailing] = useState(false);
  const choices = (place?.choices ?? []).filter((choice) => choice !== 'mail' || session.hasMail);
  if (choices.length === 0 || chosen === conversation?.id) return null;
  const done = () => setChosen(conversation?.id ?? null);
  if (isMailing) return <MailForm onDone={done} onBack={() => setMailing(false)} />;
  return (
    <div class="choices">
      {choices.includes('wait') && <Choice onClick={done}>{words.line.wait}</Choice>}
      {choices.includes('form') && <Choice onClick={onWrite}>{words.letter.title}</Choice>}
      {choices.includes('mail') && <Choice onClick={() => setMailing(true)}>{words.line.mail}</Choice>}
    </div>
  );
}

function Choice({ onClick, children }: { onClick: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class="pill" onClick={onClick}>
      {children}
    </button>
  );
}
