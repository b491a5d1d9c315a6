import type { Conversation } from '@besedka/protocol';
import { type KeyboardEvent, useId, useState } from 'react';
import { useClient } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconX } from '../../shared/icons';
import styles from './Arranging.module.css';
import { withTag } from './tags';

const NONE: readonly string[] = [];

/** Enter or a comma adds one; the cross takes one away. */
export function Tags({ conversation }: { conversation: Conversation }) {
  const { t } = useI18n();
  const client = useClient();
  const id = useId();
  const [text, setText] = useState('');
  const tags = conversation.arrangement?.tags ?? NONE;
  const save = (next: readonly string[]) => {
    const draft = { type: 'set_tags', conversation_id: conversation.id, tags: next } as const;
    client.act<'set_tags'>(draft).catch(() => undefined);
  };
  const add = () => {
    const next = withTag(tags, text);
    setText('');
    if (next.length > tags.length) save(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ',') return;
    event.preventDefault();
    add();
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{t('card.tags')}</label>
      <div className={styles.tags}>
        {tags.map((tag) => (
          <span key={tag} className={styles.tag}>
            {tag}
            <button
              type="button"
              aria-label={t('card.removeTag', { tag })}
              onClick={() => save(tags.filter((each) => each !== tag))}
            >
              <IconX size={12} aria-hidden />
            </button>
          </span>
        ))}
        <input
          id={id}
          className={styles.add}
          value={text}
          maxLength={40}
          placeholder={t('contact.add')}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={add}
        />
      </div>
    </div>
  );
}
