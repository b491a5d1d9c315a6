import { Icon } from './Icon';

interface Props {
  /** Also keeps the radio buttons of two scales apart. */
  readonly name: 'five' | 'ten';
  readonly title: string;
  readonly ends: readonly [string, string];
  readonly value: number | null;
  readonly onChange: (value: number) => void;
}

const VALUES = { five: [1, 2, 3, 4, 5], ten: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] };

/** One question with numbers for answers: radio buttons, so arrows move and screen readers count. */
export function Scale({ name, title, ends, value, onChange }: Props) {
  const values = VALUES[name];
  const [low, high] = ends;
  return (
    <div class="scale" role="radiogroup" aria-labelledby={`${name}-title`}>
      <div class="scale-title" id={`${name}-title`}>
        {title}
      </div>
      <div class={`points ${name}`}>
        {values.map((point) => (
          <label
            key={point}
            class={`point${value === point ? ' chosen' : ''}${point <= (value ?? -1) ? ' lit' : ''}`}
            title={point === values[0] ? low : point === values.at(-1) ? high : undefined}
          >
            <input
              type="radio"
              name={name}
              value={point}
              checked={value === point}
              aria-describedby={
                point === values[0] ? `${name}-low` : point === values.at(-1) ? `${name}-high` : undefined
              }
              onChange={() => onChange(point)}
            />
            {name === 'five' && <Icon name="star" size={26} />}
            <span>{point}</span>
          </label>
        ))}
      </div>
      <div class="ends">
        <span id={`${name}-low`}>{low}</span>
        <span id={`${name}-high`}>{high}</span>
      </div>
    </div>
  );
}
