/** People and words for trying the console without the real server, in English or Russian. */

export const EN = {
  people: [
    ['Anna Petrova', 'site', 'anna@example.com', '+7 912 345-67-89'],
    ['Igor Volkov', 'telegram', null, null],
    [null, 'site', null, null],
    ['Maria Sergeevna Konstantinopolskaya', 'vk', 'maria.konstantinopolskaya@example.org', null],
    ['Oleg', 'app', null, '+7 903 111-22-33'],
    [null, 'site', null, null],
    ['Dmitry Orlov', 'max', null, null],
    ['Elena Fox', 'viber', null, null],
    ['Sergey P.', 'mail', 'sergey@example.com', null],
  ],
  operators: ['Anna Smirnova', 'Pavel Lebedev', 'Olga Kim', 'Timur Aliev'],
  lunch: 'lunch until 14:00',
  note: 'Incident 5531 goes on: the crew promised 14:30. Igor waits for a call.',
  talk: [
    ['in', 'Good morning! The internet has been gone since last night.'],
    ['in', 'The lamp on the router blinks red.'],
    ['out', 'Good morning, Anna. I am looking at your line now, one moment.'],
    ['note', 'Third call this week from this house, see incident 5531.'],
    [
      'out',
      'There is a fault at the node of your house. The crew is on the way, the estimate is 14:30. The page https://status.example.com/house/5531 shows how it goes.',
    ],
    ['in', 'Thank you. Will I get the money back for these days?'],
    ['out', 'Yes, the days without service are recalculated by themselves at the end of the month.'],
    ['in', 'And one more thing: can I move to a faster plan at the same time?'],
  ],
  last: [
    'Hello, is anybody there?',
    'I cannot pay with my card, it says error 51',
    'How do I change the password of the wireless network?',
    'Please call me back',
    'Does fibre reach Garden street 7?',
    'The television stutters in the evening',
  ],
  past: ['When will the technician come?', 'Tomorrow between 10 and 12.', 'Fine, thank you!'],
  departments: { support: 'Support', sales: 'Sales' },
};

export const RU = {
  people: [
    ['Анна Петрова', 'site', 'anna@example.com', '+7 912 345-67-89'],
    ['Игорь Волков', 'telegram', null, null],
    [null, 'site', null, null],
    ['Мария Сергеевна Константинопольская', 'vk', 'maria.konstantinopolskaya@example.org', null],
    ['Олег', 'app', null, '+7 903 111-22-33'],
    [null, 'site', null, null],
    ['Дмитрий Орлов', 'max', null, null],
    ['Елена Лис', 'viber', null, null],
    ['Сергей П.', 'mail', 'sergey@example.com', null],
  ],
  operators: ['Анна Смирнова', 'Павел Лебедев', 'Ольга Ким', 'Тимур Алиев'],
  lunch: 'обед до 14:00',
  note: 'Авария 5531 продолжается, бригада обещала к 14:30. Игорь ждёт звонка.',
  talk: [
    ['in', 'Доброе утро! Интернета нет со вчерашнего вечера.'],
    ['in', 'На роутере мигает красная лампочка.'],
    ['out', 'Доброе утро, Анна. Смотрю вашу линию, одну минуту.'],
    ['note', 'Третье обращение из этого дома за неделю, см. аварию 5531.'],
    [
      'out',
      'На узле вашего дома авария. Бригада уже едет, обещают к 14:30. На странице https://status.example.com/house/5531 видно, как идут работы.',
    ],
    ['in', 'Спасибо. А деньги за эти дни вернут?'],
    ['out', 'Да, дни без услуги пересчитываются сами в конце месяца.'],
    ['in', 'И ещё: можно сразу перейти на тариф побыстрее?'],
  ],
  last: [
    'Здравствуйте, есть кто-нибудь?',
    'Не могу оплатить картой, пишет ошибку 51',
    'Как поменять пароль беспроводной сети?',
    'Перезвоните, пожалуйста',
    'А на Садовой, 7 есть оптика?',
    'Вечером телевидение заикается',
  ],
  past: ['Когда придёт мастер?', 'Завтра с 10 до 12.', 'Хорошо, спасибо!'],
  departments: { support: 'Поддержка', sales: 'Продажи' },
};

/** Lanes and topics of the first department. */
export const ARRANGED = {
  lanes: [{ id: 'vip', names: { en: 'Business', ru: 'Бизнес' } }],
  topics: [
    {
      id: 'net',
      names: { en: 'Internet', ru: 'Интернет' },
      topics: [
        { id: 'none', names: { en: 'Does not work', ru: 'Не работает' } },
        { id: 'slow', names: { en: 'Slow', ru: 'Медленный' } },
        { id: 'wifi', names: { en: 'Wi-Fi at home', ru: 'Домашний Wi-Fi' } },
      ],
    },
    {
      id: 'pay',
      names: { en: 'Payment', ru: 'Оплата' },
      topics: [
        { id: 'card', names: { en: 'Card is refused', ru: 'Карта не проходит' } },
        { id: 'back', names: { en: 'Money back', ru: 'Возврат денег' } },
      ],
    },
    { id: 'thanks', names: { en: 'Thanks', ru: 'Благодарность' } },
  ],
  version: 1,
  needs_topic: false,
  take_anyway: true,
  is_open: true,
  opens_at: null,
  closes_at: null,
};
