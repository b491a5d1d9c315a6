import type { InboxSettings } from '@besedka/protocol';
import { BackTo, Card } from '../form/Page';
import page from '../form/Page.module.css';
import { useRefused } from '../form/refused';
import { SaveBar } from '../form/SaveBar';
import { useWords } from '../words';
import { AwayCard } from './AwayCard';
import { FaceFields } from './FaceFields';
import { FilesCard } from './FilesCard';
import styles from './Inboxes.module.css';
import { IdentityCard } from './identity/IdentityCard';
import { FIELD_OF, faultsOf } from './model';
import { RatingCard } from './RatingCard';
import { SiteCard } from './SiteCard';
import { TalkCard } from './TalkCard';
import { useInboxForm } from './useInboxes';

/** Everything that can be set for one inbox. */
export function InboxPage({ inbox }: { inbox: InboxSettings }) {
  const { t } = useWords();
  const form = useInboxForm(inbox);
  const refused = useRefused(FIELD_OF, form.problem);
  const faults = faultsOf(form.values);
  const part = { values: form.values, set: form.set, refused, faults };
  return (
    <>
      <BackTo section="inboxes">{t('inboxes.all')}</BackTo>
      <h2 id="settings-title" className={page.title}>
        <span className={styles.dot} style={{ background: inbox.brand.accent }} aria-hidden />
        {inbox.name} <small>{inbox.key}</small>
      </h2>
      <Card id="face" title={t('inboxes.part.face')}>
        <FaceFields {...part} />
      </Card>
      {inbox.channel === 'site' && <SiteCard {...part} inboxKey={inbox.key} />}
      <TalkCard {...part} />
      <FilesCard {...part} />
      <AwayCard {...part} />
      <RatingCard {...part} />
      {inbox.channel === 'site' && <IdentityCard inboxId={inbox.id} />}
      <SaveBar form={form} isFaulty={faults.size > 0} onReload={() => void form.reload()} />
    </>
  );
}
