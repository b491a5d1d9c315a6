import type { Row, State } from '@besedka/sdk';
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Locale } from '../contract';
import { Bubble } from './Bubble';
import type { Chat } from './chat';
import { usePanel } from './context';
import { Icon, Mark } from './Icon';
import { RatingLine } from './RatingLine';
import type { Asked } from './rating';
import { Topics } from './Topics';
import { timeline } from './timeline';
import { useReading } from './useReading';
import { useSticking } from './useSticking';

interface Props {
  readonly chat: Chat;
  readonly state: State;
  readonly isShown: boolean;
  /** Whether a conversation is known to exist that has not arrived yet. */
  readonly isLoading: boolean;
  readonly editing: Row | null;
  readonly onEdit: (row: Row) => void;
  readonly onRate: (asked: Asked) => void;
  /** Grows with each own message and the like: the log goes to its end. */
  readonly acts: number;
  /** What lies over the log. */
  readonly children: ComponentChildren;
}

export function Log({ chat, state, isShown, isLoading, editing, onEdit, onRate, acts, children }: Props) {
  const { session, words, locale } = usePanel();
  const lines = useMemo(
    () =>
      timeline(chat.rows, {
        locale,
        words,
        now: session.serverNow(),
        department: departmentNames(state.departments, locale),
        isTalking: chat.isOpen,
      }),
    [chat.rows, chat.isOpen, locale, words, session, state.departments],
  );
  const { log, isAtEnd, toEnd, onScroll } = useSticking(lines, isShown, acts);
  useReading(log, chat, isShown, lines);

  return (
    <div class="log-frame">
      <div
        class="log"
        role="log"
        aria-label={words.conversation}
        aria-live="polite"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        ref={log}
        onScroll={onScroll}
      >
        {chat.hasEarlier && <Earlier />}
        {isLoading && <Loading />}
        {!isLoading && lines.length === 0 && <Greeting />}
        {lines.map((line) => {
          if (line.kind === 'day')
            return (
              <div class="day" key={line.key}>
                {line.label}
              </div>
            );
          if (line.kind === 'rating') return <RatingLine key={line.key} asked={line.asked} onOpen={onRate} />;
          if (line.kind === 'notice') {
            return (
              <div class="notice" key={line.key}>
                {line.label}
                {line === lines.at(-1) && chat.isOpen && isWarning(line.row) && <StillHere row={line.row} />}
              </div>
            );
          }
          const canChange =
            editing === null && canBeChanged(line.row, session.serverNow(), session.limits.edit_window_ms);
          return <Bubble key={line.key} line={line} canChange={canChange} onEdit={onEdit} />;
        })}
      </div>
      {!isAtEnd && (
        <button type="button" class="to-end" onClick={toEnd}>
          <Icon name="arrowDown" size={16} />
          {words.newMessages}
        </button>
      )}
      <Typing name={chat.typingName} isOffline={state.status !== 'online'} />
      {children}
    </div>
  );
}

function departmentNames(departments: State['departments'], locale: Locale): (id: string) => string | null {
  return (id) => departments.find((each) => each.id === id)?.name[locale] ?? null;
}

function isWarning({ entry }: Row): boolean {
  return entry?.code === 'silence_warning';
}

/** Answers the warning, once. */
function StillHere({ row: { entry } }: { row: Row }) {
  const { session, words } = usePanel();
  const [hasAnswered, setAnswered] = useState(false);
  const { closes_at: closesAt } = entry?.params ?? {};
  if (hasAnswered || (closesAt !== undefined && closesAt <= session.serverNow())) return null;
  const answer = () => {
    session.stillHere();
    setAnswered(true);
  };
  return (
    <button type="button" class="pill" onClick={answer}>
      {words.stillHere}
    </button>
  );
}

function canBeChanged({ own, entry, deleted, pending }: Row, now: number, windowMs: number): boolean {
  return own && entry !== null && !deleted && pending === null && now - entry.at < windowMs;
}

function Earlier() {
  const { session, words } = usePanel();
  const [isBusy, setBusy] = useState(false);
  const load = () => {
    setBusy(true);
    session.loadEarlier().then(
      () => setBusy(false),
      () => setBusy(false),
    );
  };
  return (
    <button type="button" class="earlier" aria-busy={isBusy} onClick={load}>
      {words.earlier}
    </button>
  );
}

function Greeting() {
  const { words } = usePanel();
  return (
    <div class="greeting">
      <Mark size={44} />
      <div class="greeting-title">{words.greeting}</div>
      <div>{words.greetingMore}</div>
      <Topics />
    </div>
  );
}

function Loading() {
  return (
    <div class="loading" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}

function Typing({ name, isOffline }: { name: string | null; isOffline: boolean }) {
  const { words } = usePanel();
  const isOn = name !== null && !isOffline;
  return (
    <div class={isOn ? 'typing on' : 'typing'} role="status">
      {isOn && (
        <>
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {words.typing(name)}
        </>
      )}
    </div>
  );
}
