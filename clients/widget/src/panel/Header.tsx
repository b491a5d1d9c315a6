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
        {chat.operatorName ? initial(chat.operatorName) : <Mark size={24} />}
      </div>
      <div class="who">
        <div class="name">{name}</div>
        <div class="status">{statusOf(chat, words)}</div>
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

function statusOf(
  { conversation, isOpen, isQueued, operatorName }: Chat,
  words: ReturnType<typeof usePanel>['words'],
) {
  if (operatorName) return words.statusActive;
  if (isQueued) return words.statusQueued;
  return conversation && !isOpen ? words.statusClosed : words.statusNew;
}

function initial(name: string): string {
  return ([...name.trim()][0] ?? '').toUpperCase();
}
