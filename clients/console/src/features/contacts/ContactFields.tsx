import type { Contact } from '@besedka/protocol';
import { useClient } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import styles from './ContactCard.module.css';
import { InlineField } from './InlineField';

const FIELDS = [
  { name: 'name', type: 'text' },
  { name: 'email', type: 'email' },
  { name: 'phone', type: 'tel' },
] as const;

/** What the operator may put right. A field saves by itself when it is left, or at Enter. */
export function ContactFields({ contact }: { contact: Contact }) {
  const { t } = useI18n();
  const client = useClient();
  const save = async (field: (typeof FIELDS)[number]['name'], value: string) => {
    const { name, email = null, phone = null } = contact;
    await client.editContact(contact.id, { name, email, phone, [field]: value || null });
  };
  return (
    <div className={styles.fields}>
      {FIELDS.map(({ name, type }) => (
        <InlineField
          key={`${contact.id} ${name}`}
          label={t(`contact.${name}`)}
          type={type}
          value={contact[name] ?? ''}
          onSave={(value) => save(name, value)}
        />
      ))}
    </div>
  );
}
