import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useI18n } from '../../../../shared/i18n';
import { IconAlertTriangle, IconCheck } from '../../../../shared/icons';
import page from '../../form/Page.module.css';
import { wordsOf } from '../../form/refused';
import { useWords } from '../../words';
import { useKeys } from './useKeys';

/** What the chat would make of something that the site signed: what it says, or which claim differs. */
export function Check({ inboxId }: { inboxId: string }) {
  const { t } = useWords();
  const i18n = useI18n();
  const { check } = useKeys(inboxId);
  const [text, setText] = useState('');
  const checking = useMutation({ mutationFn: () => check(text.trim()) });
  const found = checking.data;
  const problem = checking.error ? wordsOf(checking.error, i18n, t('form.away')) : found?.problem;
  return (
    <>
      <Textarea
        label={t('identity.check')}
        description={t('identity.checkHint')}
        spellCheck={false}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={16_000}
        value={text}
        onChange={(event) => {
          checking.reset();
          setText(event.currentTarget.value);
        }}
      />
      <div className={page.buttons}>
        <Button
          variant="default"
          loading={checking.isPending}
          disabled={text.trim() === ''}
          onClick={() => checking.mutate()}
        >
          {t('identity.checkIt')}
        </Button>
      </div>
      <div role="status">
        {problem && (
          <p className={page.problem}>
            <IconAlertTriangle size={18} aria-hidden /> {problem}
          </p>
        )}
        {found?.is_good && (
          <>
            <p className={page.hint}>
              <IconCheck size={18} aria-hidden /> {t('identity.good')}
            </p>
            <pre>{JSON.stringify(saidIn(found.claims), null, 2)}</pre>
          </>
        )}
      </div>
    </>
  );
}

function saidIn(claims: Readonly<Record<string, unknown>> | null): object {
  return Object.fromEntries(Object.entries(claims ?? {}).filter(([, value]) => value !== null));
}
