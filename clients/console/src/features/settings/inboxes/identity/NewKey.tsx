import { Button, NativeSelect, Textarea } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useI18n } from '../../../../shared/i18n';
import page from '../../form/Page.module.css';
import { wordsOf } from '../../form/refused';
import { useWords } from '../../words';
import { type AddedKey, ALGORITHMS, type Algorithm, type NewSigningKey } from './useKeys';

interface Props {
  readonly adding: UseMutationResult<AddedKey, Error, NewSigningKey>;
}

/** One more key: a secret of our making, or the public half of the site's own. */
export function NewKey({ adding }: Props) {
  const { t } = useWords();
  const i18n = useI18n();
  const [algorithm, setAlgorithm] = useState<Algorithm>('HMAC');
  const [pem, setPem] = useState('');
  const isPublic = algorithm === 'RS256' || algorithm === 'ES256';
  const wanted = { algorithm, public_key: isPublic ? pem : null };
  return (
    <>
      <NativeSelect
        label={t('identity.algorithm')}
        description={t(`identity.algorithm.${algorithm}`)}
        maw={360}
        data={[...ALGORITHMS]}
        value={algorithm}
        onChange={(event) => setAlgorithm(event.currentTarget.value as Algorithm)}
      />
      {isPublic && (
        <Textarea
          label={t('identity.publicKey')}
          placeholder="-----BEGIN PUBLIC KEY-----"
          spellCheck={false}
          autosize
          minRows={4}
          maxRows={12}
          value={pem}
          onChange={(event) => setPem(event.currentTarget.value)}
        />
      )}
      {adding.error && (
        <p className={page.problem} role="alert">
          {wordsOf(adding.error, i18n, t('form.away'))}
        </p>
      )}
      <div className={page.buttons}>
        <Button
          variant="default"
          loading={adding.isPending}
          disabled={isPublic && pem.trim() === ''}
          onClick={() => adding.mutate(wanted)}
        >
          {t('identity.add')}
        </Button>
      </div>
    </>
  );
}
