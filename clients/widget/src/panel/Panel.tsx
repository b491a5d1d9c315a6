import type { Row } from '@besedka/sdk';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PanelHost } from '../contract';
import { Banner } from './Banner';
import { Composer } from './Composer';
import { useClientState, usePanel } from './context';
import { Header } from './Header';
import { keepInside } from './keepInside';
import { LetterForm } from './LetterForm';
import { Log } from './Log';
import { RatingSheet } from './RatingSheet';
import { Strip } from './Strip';
import { useDrop } from './useDrop';
import { useFullScreen } from './useFullScreen';
import { useRating } from './useRating';

interface Props {
  readonly host: PanelHost;
  /** `focus` grows with each opening that should take the focus; a page that only goes on does not take it. */
  readonly shown: { readonly isShown: boolean; readonly focus: number };
}

export function Panel({ host, shown: { isShown, focus } }: Props) {
  const { session, words } = usePanel();
  const state = useClientState(session);
  const { chat } = session;
  const panel = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [editing, setEditing] = useState<Row | null>(null);
  const [acts, setActs] = useState(0);
  const [isLarge, setLarge] = useState(host.pocket.get('size') === 'large');
  const isFullScreen = useFullScreen(panel, isShown);
  const rating = useRating(chat, state);

  const [isWriting, setWriting] = useState(false);
  const [hasLeft, setLeft] = useState(false);
  // Outside the hours a conversation begins in writing, unless the inbox lets people wait.
  const isInWriting = session.isClosedNow && session.inbox?.offline === 'form' && !chat.isOpen;
  const hasForm = isWriting || (isInWriting && state.cursor !== null && chat.rows.length === 0);

  const { files } = session;
  const drop = useDrop(files, !hasForm && !isInWriting);

  useEffect(() => {
    if (focus > 0) (isFullScreen ? panel : field).current?.focus({ preventScroll: true });
  }, [focus]);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') host.minimise();
    else if (event.key === 'Tab' && isFullScreen) keepInside(panel.current, event);
  };
  const edit = (row: Row | null) => {
    setEditing(row);
    field.current?.focus();
  };
  const resize = () => {
    host.pocket.set('size', isLarge ? 'normal' : 'large');
    setLarge(!isLarge);
  };
  const sent = () => {
    setActs(acts + 1);
    setLeft(false);
    if (rating.asked) rating.putAway();
  };
  const back = () => {
    setWriting(false);
    panel.current?.focus();
  };
  const left = () => {
    back();
    setLeft(true);
    setActs((count) => count + 1);
  };
  const end = () => {
    session.end();
    setActs(acts + 1);
    field.current?.focus();
  };

  return (
    <div
      class={isLarge ? 'panel large' : 'panel'}
      role="dialog"
      aria-label={words.chat(session.inbox?.brand.name ?? null)}
      aria-modal={isFullScreen}
      tabIndex={-1}
      hidden={!isShown}
      ref={panel}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => event.stopPropagation()}
      onKeyPress={(event) => event.stopPropagation()}
      {...drop.handlers}
    >
      <Header
        chat={chat}
        isLarge={isLarge}
        onTextSize={resize}
        onEnd={end}
        onMinimise={() => host.minimise()}
      />
      <Banner state={state} />
      {hasForm ? (
        <LetterForm
          pocket={host.pocket}
          state={state}
          takesFocus={isWriting || (focus > 0 && !isFullScreen)}
          onBack={chat.rows.length > 0 ? back : null}
          onLeft={left}
        />
      ) : (
        <>
          <Strip chat={chat} hasLeft={hasLeft} onWrite={() => setWriting(true)} />
          <Log
            chat={chat}
            state={state}
            isShown={isShown}
            isLoading={state.cursor === null && host.pocket.get('talking') !== null && chat.rows.length === 0}
            editing={editing}
            onEdit={edit}
            onRate={rating.open}
            acts={acts}
          >
            {rating.asked && (
              <RatingSheet key={rating.asked.id} rating={rating} asked={rating.asked} field={field} />
            )}
          </Log>
          {isInWriting ? (
            <div class="composer buttons">
              <button type="button" class="button main" onClick={() => setWriting(true)}>
                {words.letter.title}
              </button>
            </div>
          ) : (
            <Composer
              field={field}
              pocket={host.pocket}
              layout={`${isShown} ${isLarge}`}
              isClosed={chat.conversation !== null && !chat.isOpen}
              editing={editing}
              onEdited={() => edit(null)}
              onSent={sent}
            />
          )}
        </>
      )}
      {drop.isOver && files.code && <files.code.DropHere />}
      {files.viewed !== null && files.code && <files.code.Viewer desk={files} />}
    </div>
  );
}
