import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useServerNow } from '../../../../shared/client';
import { useI18n } from '../../../../shared/i18n';
import { useToast } from '../../../../shared/Toasts';
import { moment } from '../../../../shared/time';
import { CopyText } from '../../form/CopyText';
import { Card } from '../../form/Page';
import page from '../../form/Page.module.css';
import { wordsOf } from '../../form/refused';
import { useWords } from '../../words';
import { Check } from './Check';
import { NewKey } from './NewKey';
import { type SigningKey, useKeys } from './useKeys';

/** Keys with which the site signs who its customer is, and a check of what it signed. They are changed at once. */
export function IdentityCard({ inboxId }: { inboxId: string }) {
  const { t } = useWords();
  const { keys, add, revoke } = useKeys(inboxId);
  const adding = useMutation({ mutationFn: add });
  const fresh = adding.data;
  return (
    <Card id="identity" title={t('identity.title')}>
      <p className={page.hint}>{t('identity.lead')}</p>
      {keys.length > 0 && (
        <ul className={page.rows} aria-label={t('identity.keys')}>
          {keys.map((each) => (
            <KeyRow key={each.kid} signingKey={each} onRevoke={revoke} />
          ))}
        </ul>
      )}
      {fresh?.secret && keys.some(({ kid }) => kid === fresh.key.kid) && (
        <>
          <CopyText label={t('identity.secret', { kid: fresh.key.kid })} text={fresh.secret} />
          <p className={page.hint}>{t('identity.once')}</p>
        </>
      )}
      {keys.length < 2 ? <NewKey adding={adding} /> : <p className={page.hint}>{t('identity.enough')}</p>}
      {keys.length > 0 && <Check inboxId={inboxId} />}
    </Card>
  );
}

interface RowProps {
  readonly signingKey: SigningKey;
  readonly onRevoke: (kid: string) => Promise<void>;
}

function KeyRow({ signingKey: { kid, algorithm, created_at }, onRevoke }: RowProps) {
  const { t, language } = useWords();
  const i18n = useI18n();
  const tell = useToast();
  const now = useServerNow();
  const revoking = useMutation({
    mutationFn: () => onRevoke(kid),
    onError: (error) => tell({ text: wordsOf(error, i18n, t('form.away')), isError: true }),
  });
  return (
    <li className={page.line}>
      <span className={page.about}>
        <strong>{kid}</strong>
        <span>
          {algorithm} · {t('identity.since', { time: moment(created_at, now, language) })}
        </span>
      </span>
      <Button
        variant="default"
        loading={revoking.isPending}
        aria-label={t('identity.revokeOf', { kid })}
        onClick={() => revoking.mutate()}
      >
        {t('identity.revoke')}
      </Button>
    </li>
  );
}
