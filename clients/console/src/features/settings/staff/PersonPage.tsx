import type { StaffMember } from '@besedka/protocol';
import { BackTo, Card } from '../form/Page';
import styles from '../form/Page.module.css';
import { useRefused } from '../form/refused';
import { SaveBar } from '../form/SaveBar';
import { useWords } from '../words';
import { AccessCard } from './AccessCard';
import { FIELD_OF } from './model';
import { NameFields, WorkFields } from './PersonFields';
import { PhotoField } from './PhotoField';
import { usePersonForm } from './useStaff';

/** Everything that can be set for one person. */
export function PersonPage({ person }: { person: StaffMember }) {
  const { t } = useWords();
  const form = usePersonForm(person);
  const refused = useRefused(FIELD_OF, form.problem);
  const fields = { values: form.values, set: form.set, refused };
  return (
    <>
      <BackTo section="staff">{t('staff.all')}</BackTo>
      <h2 id="settings-title" className={styles.title}>
        {person.name} <small>{person.email}</small>
      </h2>
      <AccessCard person={person} />
      <Card id="who" title={t('staff.part.who')}>
        <PhotoField person={person} />
        <NameFields {...fields} />
      </Card>
      <Card id="work" title={t('staff.part.work')}>
        <WorkFields {...fields} />
      </Card>
      <SaveBar form={form} onReload={() => void form.reload()} />
    </>
  );
}
