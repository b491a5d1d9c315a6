import { usePanel } from './context';
import type { Asked } from './rating';

/** A rating request in the log: the answer, quietly, and how to give or change it while there is time. */
export function RatingLine({ asked, onOpen }: { asked: Asked; onOpen: (asked: Asked) => void }) {
  const { words } = usePanel();
  const { five, ten, text, isAnswered, isOpen, skipped } = asked;
  const said = [
    five !== null && words.rating.givenFive(five),
    ten !== null && words.rating.givenTen(ten),
    !isAnswered && (skipped ? words.rating.skipped : words.rating.asked),
  ];
  return (
    <div class="notice">
      {said.filter(Boolean).map((line) => (
        <div key={line}>{line}</div>
      ))}
      {text && <q class="comment">{text}</q>}
      {isOpen && (
        <button type="button" class="text-button" onClick={() => onOpen(asked)}>
          {isAnswered ? words.rating.change : words.rating.rate}
        </button>
      )}
    </div>
  );
}
