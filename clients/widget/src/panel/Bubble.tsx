import type { Row } from '@besedka/sdk';
import { Card } from './Card';
import { usePanel } from './context';
import { Icon, type IconName } from './Icon';
import { Linked } from './Linked';
import { MessageMenu } from './MessageMenu';
import type { Line } from './timeline';

type MessageLine = Extract<Line, { kind: 'message' }>;

interface Props {
  readonly line: MessageLine;
  readonly canChange: boolean;
  readonly onEdit: (row: Row) => void;
}

export function Bubble({ line, canChange, onEdit }: Props) {
  const { words, session } = usePanel();
  const { row, isFirst, isLast } = line;
  const name = row.own ? words.you : (row.entry?.author.name ?? words.support);
  const card = row.entry?.params.card;
  const classes = [
    'line',
    row.own ? 'own' : 'theirs',
    isFirst && 'first',
    isLast && 'last',
    row.tick === 'failed' && 'failed',
  ];
  return (
    <div class={classes.filter(Boolean).join(' ')} {...(row.own ? {} : placeOf(row))}>
      {!row.own && isFirst && (
        <div class="author" aria-hidden="true">
          {name}
        </div>
      )}
      <div class="body">
        <div class="bubble">
          <span class="unseen">{name}: </span>
          {row.deleted ? (
            <em class="gone">{words.deleted}</em>
          ) : (
            <span class="text">
              <Linked text={row.text} />
            </span>
          )}
          {card && !row.deleted && <Card page={card} />}
          <Meta line={line} />
        </div>
        {canChange && <MessageMenu onEdit={() => onEdit(row)} onDelete={() => session.remove(row)} />}
      </div>
      {row.tick === 'failed' && <Failure row={row} />}
    </div>
  );
}

/** Where an operator's message stands, for the read marks. */
function placeOf({ entry }: Row) {
  return { 'data-conversation': entry?.conversation_id, 'data-seq': entry?.seq };
}

const tickIcons: Readonly<Record<NonNullable<Row['tick']>, IconName>> = {
  waiting: 'clock',
  sent: 'check',
  delivered: 'checks',
  read: 'checks',
  failed: 'alert',
};

/** The time, and how far an own message has got. The word for it belongs to the icon, not to its colour. */
function Meta({ line: { row, time } }: { line: MessageLine }) {
  const { words } = usePanel();
  return (
    <span class="meta">
      {row.edited && !row.deleted && <span>{words.edited}</span>}
      <time dateTime={new Date(row.at).toISOString()}>{time}</time>
      {row.tick && (
        <span
          class={`tick ${row.tick}`}
          role="img"
          aria-label={words.ticks[row.tick]}
          title={words.ticks[row.tick]}
        >
          <Icon name={tickIcons[row.tick]} size={15} />
        </span>
      )}
    </span>
  );
}

function Failure({ row }: { row: Row }) {
  const { words, session } = usePanel();
  const { clientId, problem } = row.pending ?? {};
  if (clientId === undefined) return null;
  const code = problem?.code ?? 'unknown';
  return (
    <div class="failure">
      <span>{words.failed(words.reasons[code] ?? words.reasonOther(code))}</span>
      <button type="button" class="text-button" onClick={() => session.client.retry(clientId)}>
        {words.retry}
      </button>
      <button type="button" class="text-button" onClick={() => session.client.discard(clientId)}>
        {words.delete}
      </button>
    </div>
  );
}
