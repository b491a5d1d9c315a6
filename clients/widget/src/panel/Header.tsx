import { useState } from 'preact/hooks';
import type { Chat } from './chat';
import { usePanel } from './context';
import { Icon, Mark } from './Icon';

interface Props {
  readonly chat: Chat;
  readonly isLarge: boolean;
  readonly onTextSize: () => void;
  readonly onEnd: () => void;
  readonly onMinimise: () => void;
}

export function Header({ chat, isLarge, onTextSize, onEnd, onMinimise }: Props) {
  const { session, words } = usePanel();
  const name = chat.operatorName ?? session.inbox?.brand.name ?? words.support;
  return (
    <header class="header">
      <div class="avatar" aria-hidden="true">
        <Face chat={chat} />
      </div>
      <div class="who">
        <div class="name">{name}</div>
        <div class="status">{statusOf(chat, session.isClosedNow, words)}</div>
      </div>
      {chat.isOpen && (
        <button type="button" class="pill" onClick={onEnd}>
          {words.end}
        </button>
      )}
      <button
        type="button"
        class="tool"
        aria-label={words.textSize}
        aria-pressed={isLarge}
        title={words.textSize}
        onClick={onTextSize}
      >
        <Icon name="text" />
      </button>
      <button
        type="button"
        class="tool"
        aria-label={words.minimise}
        title={words.minimise}
        onClick={onMinimise}
      >
        <Icon name="down" />
      </button>
    </header>
  );
}

/** The operator's picture, or the first letter of the name where there is none; our mark for nobody. */
function Face({ chat: { operatorName, operatorPhoto } }: { chat: Chat }) {
  const { session } = usePanel();
  const [broken, setBroken] = useState<string | null>(null);
  if (operatorName === null) return <Mark size={24} />;
  if (operatorPhoto === null || operatorPhoto === broken) return <>{initial(operatorName)}</>;
  return (
    <img
      src={session.photo(operatorPhoto)}
      width={40}
      height={40}
      alt=""
      onError={() => setBroken(operatorPhoto)}
    />
  );
}

function statusOf(
  { conversation, isOpen, isQueued, operatorName }: Chat,
  isClosedNow: boolean,
  words: ReturnType<typeof usePanel>['words'],
) {
  if (operatorName) return words.statusActive;
  if (isClosedNow) return words.statusClosedNow;
  if (isQueued) return words.statusQueued;
  return conversation && !isOpen ? words.statusClosed : words.statusNew;
}

function initial(name: string): string {
  return ([...name.trim()][0] ?? '').toUpperCase();
}
