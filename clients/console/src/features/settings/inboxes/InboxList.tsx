import type { InboxSettings } from '@besedka/protocol';
import { Blank } from '../../../shared/Blank';
import { ChannelIcon, channelName } from '../../../shared/ChannelIcon';
import { useI18n } from '../../../shared/i18n';
import { IconChevronRight } from '../../../shared/icons';
import { addressOf, follow } from '../../../shared/route';
import { ListHead, placeOf } from '../form/Page';
import page from '../form/Page.module.css';
import { useDepartmentNames } from '../form/useDepartmentNames';
import { useWords } from '../words';
import styles from './Inboxes.module.css';

export function InboxList({ inboxes }: { inboxes: readonly InboxSettings[] }) {
  const { t } = useWords();
  return (
    <>
      <ListHead
        section="inboxes"
        title={t('inboxes.title')}
        lead={t('inboxes.lead')}
        add={t('inboxes.add')}
      />
      {inboxes.length === 0 ? (
        <Blank title={t('inboxes.none')} hint={t('inboxes.noneHint')} />
      ) : (
        <ul className={page.rows} aria-label={t('inboxes.title')}>
          {inboxes.map((inbox) => (
            <Row key={inbox.id} inbox={inbox} />
          ))}
        </ul>
      )}
    </>
  );
}

function Row({ inbox }: { inbox: InboxSettings }) {
  const i18n = useI18n();
  const { id, name, brand, channel, department_id, key } = inbox;
  const to = placeOf('inboxes', id);
  const department = useDepartmentNames().get(department_id) ?? '';
  return (
    <li>
      <a href={addressOf(to)} onClick={(event) => follow(event, to)}>
        <ChannelIcon channel={channel} />
        <span className={page.about}>
          <strong>{name}</strong>
          <span>{[channelName(channel, i18n.t), department, key].filter(Boolean).join(' · ')}</span>
        </span>
        <span className={page.aside}>
          <span>
            <span className={styles.dot} style={{ background: brand.accent }} aria-hidden />
            {brand.name}
          </span>
        </span>
        <IconChevronRight size={18} aria-hidden />
      </a>
    </li>
  );
}
