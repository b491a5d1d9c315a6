import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePanel } from './context';
import { keepInside } from './keepInside';
import { type Asked, asksFive, asksTen } from './rating';
import { Scale } from './Scale';
import type { Rating } from './useRating';
import { momentOf } from './when';

const COMMENT_LIMIT = 1000;

interface Props {
  readonly rating: Rating;
  readonly asked: Asked;
  /** Where the focus goes when the sheet is gone. */
  readonly field: RefObject<HTMLElement | null>;
}

/** Slides over the log when a conversation is over. Writing goes on beneath it: a word there opens the conversation anew. */
export function RatingSheet({ rating, asked, field }: Props) {
  const { words } = usePanel();
  const sheet = useRef<HTMLDivElement>(null);
  useFocus(sheet, field, rating);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') keepInside(sheet.current, event);
    else if (event.key === 'Escape') rating.putAway();
    else return;
    event.stopPropagation();
  };
  return (
    <div class="veil">
      <div
        class="sheet"
        role="dialog"
        aria-label={asked.survey ? words.rating.recommend : words.rating.title}
        tabIndex={-1}
        ref={sheet}
        onKeyDown={onKeyDown}
      >
        {rating.isThanks ? (
          <Thanks rating={rating} asked={asked} />
        ) : (
          <Questions rating={rating} asked={asked} />
        )}
      </div>
    </div>
  );
}

function Questions({ rating, asked }: Omit<Props, 'field'>) {
  const { words } = usePanel();
  const [five, setFive] = useState(asked.five);
  const [ten, setTen] = useState(asked.ten);
  const [comment, setComment] = useState(asked.text ?? '');
  const [isMissing, setMissing] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const hasAnswer = five !== null || ten !== null;
    setMissing(!hasAnswer);
    if (hasAnswer && !rating.isBusy) rating.send({ five, ten, comment: comment.trim() || null });
  };
  return (
    <form class="questions" onSubmit={submit}>
      {asksFive(asked) && (
        <Scale
          name="five"
          title={words.rating.title}
          ends={words.rating.fiveEnds}
          value={five}
          onChange={setFive}
        />
      )}
      {asksTen(asked) && (
        <Scale
          name="ten"
          title={words.rating.recommend}
          ends={words.rating.tenEnds}
          value={ten}
          onChange={setTen}
        />
      )}
      {asked.comment && (
        <label class="field">
          <span>{words.rating.comment}</span>
          <textarea
            rows={2}
            maxLength={COMMENT_LIMIT}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
        </label>
      )}
      <div class="field-error" role="status">
        {isMissing ? words.rating.choose : rating.problem && words.rating.refused(rating.problem)}
      </div>
      <div class="buttons">
        <button type="submit" class="button main" aria-busy={rating.isBusy}>
          {words.rating.send}
        </button>
        <button type="button" class="button" onClick={rating.skip}>
          {words.rating.skip}
        </button>
      </div>
    </form>
  );
}

function Thanks({ rating, asked }: Omit<Props, 'field'>) {
  const { words, locale, session } = usePanel();
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <div class="thanks">
      <div role="status">
        <strong>{words.rating.thanks}</strong>
        <span>{words.rating.untilThen(momentOf(asked.until, session.serverNow(), locale, words))}</span>
      </div>
      <button type="button" class="button" ref={close} onClick={rating.putAway}>
        {words.close}
      </button>
    </div>
  );
}

/**
 * The sheet takes the focus of a visitor who is in the chat and is not in the middle of a sentence, and gives it back.
 * Whoever is elsewhere on the page stays there. No number is focused that was not chosen: it would look like advice.
 */
function useFocus(sheet: RefObject<HTMLElement | null>, field: Props['field'], { isByHand }: Rating): void {
  useLayoutEffect(() => {
    const box = sheet.current as HTMLElement;
    const root = box.getRootNode() as ShadowRoot;
    const former = root.activeElement;
    const isWriting = former instanceof HTMLTextAreaElement && former.value !== '';
    if (isByHand || (former !== null && !isWriting)) {
      (box.querySelector<HTMLElement>('input:checked') ?? box).focus();
    }
    return () => {
      if (box.contains(root.activeElement)) field.current?.focus();
    };
  }, []);
}
