import { Loader } from '@mantine/core';
import { Blank } from '../../../shared/Blank';
import type { SectionProps } from '../sections';
import { useWords } from '../words';
import { InboxList } from './InboxList';
import { InboxPage } from './InboxPage';
import { NewInboxForm } from './NewInboxForm';
import { useInboxes } from './useInboxes';

/** All inboxes, a new one, or one with everything that can be set for it. */
export function InboxesPage({ item }: SectionProps) {
  const { t } = useWords();
  const { data, isError } = useInboxes();
  if (!data) return isError ? <Blank title={t('form.away')} /> : <Loader aria-label={t('form.loading')} />;
  if (item === null) return <InboxList inboxes={data} />;
  if (item === 'new') return <NewInboxForm taken={data.map(({ key }) => key)} />;
  const inbox = data.find(({ id }) => id === item);
  if (!inbox) return <Blank title={t('inboxes.gone')} hint={t('inboxes.goneHint')} />;
  return <InboxPage key={item} inbox={inbox} />;
}
