"""What the screens call things, in both languages: the names that a person, a screen reader and these tests go by.

The English names are the contract of the first release; the Russian ones stand in the catalogues of the widget and of
the console. A word that changes there has to change here too: that is meant.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WidgetWords:
    """Names of the visitor's side."""

    open_chat: str
    message: str
    send: str
    log: str
    end_chat: str
    minimise: str
    actions: str
    edit: str
    save: str
    delete: str
    deleted: str
    edited: str
    retry: str
    waiting: str
    """The notice that nobody is free yet."""
    assigned: str
    typing: str
    """Both are filled with the operator's name."""
    closed_by_operator: str
    closed_by_visitor: str
    goes_on: str
    read: str
    """The name of the tick."""
    sent: tuple[str, ...]
    """Names of the ticks of a message that the server has."""
    rate: str
    recommend: str
    """The two questions; the first one names the sheet."""
    comment: str
    send_rating: str
    skip: str
    thanks: str
    close: str
    change_rating: str
    rated_five: str
    rated_ten: str
    """How the log shows an answer; filled with the number."""
    leave_message: str
    email: str
    closed_now: str
    no_address: str
    left: str
    still_here: str
    goes_on_after_warning: str


@dataclass(frozen=True)
class ConsoleWords:
    """Names of the operator's side."""

    email: str
    password: str
    sign_in: str
    shift_check: str
    heard: str
    conversations: str
    visitor: str
    """How somebody without a name is called; filled with a number."""
    conversation_with: str
    """The region of an open pane; filled with the contact's name."""
    log: str
    reply: str
    send: str
    note: str
    """The note's field."""
    write_note: str
    add_note: str
    actions: str
    """The menu of an own message begins so; a number and more follows."""
    edit: str
    edit_field: str
    save: str
    delete: str
    deleted: str
    edited: str
    typing: str
    read: str
    close: str
    undo: str
    contact_name: str
    status: str
    """The menu of the own status begins so."""
    account: str
    sessions: str
    end_session: str
    signed_out: str
    keys: str
    alerts: str
    with_reason: str
    sign_out: str
    nothing_assigned: str
    closed_list: str
    show_contact: str
    hide_contact: str
    back: str
    closed_by_customer: str
    opened_again: str
    park: str
    resume: str
    snooze: str
    put_off: str
    transfer: str
    transfer_to: str
    """The button at the end of the dialog; filled with the colleague's name."""
    parked_list: str
    snoozed_list: str


@dataclass(frozen=True)
class Words:
    """One language."""

    locale: str
    widget: WidgetWords
    console: ConsoleWords
    operator: str
    """The public name of operator1 in this language."""


EN = Words(
    locale="en",
    operator="Anna",
    widget=WidgetWords(
        open_chat="Open chat",
        message="Message",
        send="Send",
        log="Conversation",
        end_chat="End chat",
        minimise="Minimise",
        actions="Message actions",
        edit="Edit",
        save="Save",
        delete="Delete",
        deleted="Message deleted",
        edited="edited",
        retry="Retry",
        waiting="Please wait, an operator will join shortly",
        assigned="You are talking with {}",
        typing="{} is typing",
        closed_by_operator="The operator ended the conversation",
        closed_by_visitor="Conversation ended",
        goes_on="The conversation goes on",
        read="Read",
        sent=("Sent", "Delivered", "Read"),
        rate="Rate the operator",
        recommend="Would you recommend us?",
        comment="Comment",
        send_rating="Send rating",
        skip="Skip",
        thanks="Thank you for your rating",
        close="Close",
        change_rating="Change my rating",
        rated_five="Your rating: {} of 5",
        rated_ten="Would recommend us: {} of 10",
        leave_message="Leave a message",
        email="E-mail",
        closed_now="We are closed now.",
        no_address="Leave an e-mail or a phone number, so that the answer finds you.",
        left="Your message is with us",
        still_here="I am still here",
        goes_on_after_warning="Good. The conversation goes on",
    ),
    console=ConsoleWords(
        email="E-mail",
        password="Password",
        sign_in="Sign in",
        shift_check="Shift check",
        heard="I heard it",
        conversations="Conversations",
        visitor="Visitor {}",
        conversation_with="Conversation with {}",
        log="Conversation",
        reply="Reply",
        send="Send",
        note="Note",
        write_note="Write a note",
        add_note="Add note",
        actions="Message ",
        edit="Edit",
        edit_field="Edit message",
        save="Save",
        delete="Delete",
        deleted="Message deleted",
        edited="edited",
        typing="{} is typing",
        read="read",
        close="Close conversation",
        undo="Undo",
        contact_name="Name",
        status="Status",
        account="Account: ",
        sessions="Where you are signed in",
        end_session="End the session",
        signed_out="You were signed out",
        keys="Keyboard shortcuts",
        alerts="Sound and notifications",
        with_reason="With a reason…",
        sign_out="Sign out",
        nothing_assigned="Nothing is assigned to you",
        closed_list="Closed",
        show_contact="Show the contact",
        hide_contact="Hide the contact",
        back="Back",
        closed_by_customer="The customer closed the conversation",
        opened_again="The customer opened the conversation again",
        park="Park",
        resume="Resume",
        snooze="Snooze",
        put_off="Put off",
        transfer="Transfer",
        transfer_to="Transfer to {}",
        parked_list="Parked",
        snoozed_list="Snoozed",
    ),
)

RU = Words(
    locale="ru",
    operator="Анна",
    widget=WidgetWords(
        open_chat="Открыть чат",
        message="Сообщение",
        send="Отправить",
        log="Беседа",
        end_chat="Завершить",
        minimise="Свернуть",
        actions="Действия с сообщением",
        edit="Изменить",
        save="Сохранить",
        delete="Удалить",
        deleted="Сообщение удалено",
        edited="изменено",
        retry="Повторить",
        waiting="Подождите, пожалуйста: оператор скоро подключится",
        assigned="Вам отвечает {}",
        typing="{} печатает",
        closed_by_operator="Беседа завершена оператором",
        closed_by_visitor="Беседа завершена",
        goes_on="Беседа продолжается",
        read="Прочитано",
        sent=("Отправлено", "Доставлено", "Прочитано"),
        rate="Оцените работу оператора",
        recommend="Насколько вероятно, что вы порекомендуете нас?",
        comment="Комментарий",
        send_rating="Отправить оценку",
        skip="Пропустить",
        thanks="Спасибо за оценку",
        close="Закрыть",
        change_rating="Изменить оценку",
        rated_five="Ваша оценка: {} из 5",
        rated_ten="Порекомендуете нас: {} из 10",
        leave_message="Оставить сообщение",
        email="Эл. почта",
        closed_now="Сейчас мы закрыты.",
        no_address="Укажите почту или телефон, чтобы ответ вас нашёл.",
        left="Сообщение принято",
        still_here="Я ещё здесь",
        goes_on_after_warning="Хорошо, беседа продолжается",
    ),
    console=ConsoleWords(
        email="Эл. почта",
        password="Пароль",
        sign_in="Войти",
        shift_check="Проверка перед сменой",
        heard="Слышно",
        conversations="Беседы",
        visitor="Посетитель {}",
        conversation_with="Беседа: {}",
        log="Беседа",
        reply="Ответ",
        send="Отправить",
        note="Заметка",
        write_note="Написать заметку",
        add_note="Добавить заметку",
        actions="Сообщение ",
        edit="Изменить",
        edit_field="Изменить сообщение",
        save="Сохранить",
        delete="Удалить",
        deleted="Сообщение удалено",
        edited="изменено",
        typing="{} печатает",
        read="прочитано",
        close="Завершить беседу",
        undo="Вернуть",
        contact_name="Имя",
        status="Статус",
        account="Учётная запись: ",
        sessions="Где выполнен вход",
        end_session="Завершить вход",
        signed_out="Вход завершён",
        keys="Клавиши",
        alerts="Звук и уведомления",
        with_reason="С причиной…",
        sign_out="Выйти",
        nothing_assigned="За вами нет бесед",
        closed_list="Архив",
        show_contact="Показать контакт",
        hide_contact="Скрыть контакт",
        back="Назад",
        closed_by_customer="Беседа завершена клиентом",
        opened_again="Клиент снова пишет: беседа возобновлена",
        park="На паузу",
        resume="Продолжить",
        snooze="Отложить",
        put_off="Отложить",
        transfer="Передать",
        transfer_to="Передать: {}",
        parked_list="На паузе",
        snoozed_list="Отложены",
    ),
)
