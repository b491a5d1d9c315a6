import { useState } from 'preact/hooks';
import { usePanel } from './context';

/** What it is about, in the words of the inbox: chosen or not, it goes with the first message. */
export function Topics() {
  const { session, words } = usePanel();
  const [chosen, setChosen] = useState(session.chosenTopic);
  if (session.topics.length === 0) return null;
  const choose = (id: string) => {
    session.chosenTopic = id === chosen ? null : id;
    setChosen(session.chosenTopic);
  };
  return (
    <fieldset class="choices" aria-label={words.about}>
      {session.topics.map(({ id, name }) => (
        <button key={id} type="button" class="pill" aria-pressed={chosen === id} onClick={() => choose(id)}>
          {name}
        </button>
      ))}
    </fieldset>
  );
}
