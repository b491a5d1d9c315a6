// Written by `make types` from the server's OpenAPI document. Do not edit.

/** The invitation's token, and the password that one wants (10 to 256 characters). */
export type Acceptance = {
  readonly token: string;
  readonly password: string;
};

/** Committed and fsynced. */
export type Ack = {
  readonly type: "ack";
  readonly client_id: string | null;
  readonly result: unknown;
};

export type AddNote = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly text: string;
  readonly type: "note";
};

export type AddedKey = {
  readonly key: KeyView;
  readonly secret: string | null;
};

/** One text to each customer. */
export type Answer = {
  readonly type: "answer";
  readonly text: string;
};

export type Applied = {
  readonly changes: readonly (Change)[];
  readonly applied: boolean;
};

/** How the staff handle a conversation. It changes rarely, so it is one JSON column and one part of the view. */
export type Arrangement = {
  readonly lane_id?: string | null;
  readonly priority?: number;
  readonly topic_id?: string | null;
  readonly tags?: readonly (string)[];
  readonly wanted_operator_id?: string | null;
  readonly wanted_until?: number | null;
  readonly last_operator_id?: string | null;
  readonly avoided_operator_id?: string | null;
  readonly assigned_at?: number | null;
  readonly first_reply_at?: number | null;
  readonly resting_since?: number | null;
  readonly resumed_at?: number | null;
  readonly snoozed_until?: number | null;
  readonly snooze_reason?: string | null;
  readonly warned_at?: number | null;
  readonly came_by?: string;
  readonly wants_mail?: boolean;
  readonly origin?: Origin | null;
  readonly promise?: OpenPromise | null;
  readonly estimate?: Estimate | null;
  readonly calendar?: number;
  readonly decision_id?: string | null;
  readonly left_at?: number | null;
};

export type AuditPage = {
  readonly rows: readonly (AuditRow)[];
  readonly next: string | null;
};

export type AuditRow = {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
  readonly before?: string | null;
  readonly after?: string | null;
};

/** Who wrote an entry: `visitor`, `operator` or `system`. */
export type Author = {
  readonly kind: string;
  readonly id: string | null;
  readonly name: string | null;
};

/** Name and colour of one face of the organisation. */
export type BrandBody = {
  readonly name: string;
  readonly accent: string;
};

export type BrandView = {
  readonly name: string;
  readonly accent: string;
};

/** What to do, and with which conversations: `conversation_ids`, or a `filter`. */
export type BulkBody = {
  readonly client_id: string;
  readonly action: Transfer | Tag | SetTopic | Park | Answer | Close;
  readonly conversation_ids?: readonly (string)[];
  readonly filter?: Filter | null;
};

/** The stream ends; come back in a moment. */
export type Bye = {
  readonly type: "bye";
  readonly reason: string;
  readonly reconnect_ms?: number | null;
};

export type Change = {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
};

export type ChangeStatus = {
  readonly client_id: string;
  readonly status: Status;
  readonly reason?: string | null;
  readonly operator_id?: string | null;
  readonly type: "set_status";
};

export type Claims = {
  readonly sub: string;
  readonly exp: number;
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly fields?: Readonly<Record<string, string | number | boolean>>;
  readonly kid?: string | null;
  readonly iat?: number | null;
};

/** End them. */
export type Close = {
  readonly type: "close";
  readonly topic_id?: string | null;
};

export type CloseOne = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly topic_id?: string | null;
  readonly type: "close";
};

export type ConfigAnswer = {
  readonly document: Readonly<Record<string, unknown>>;
};

export type Considered = {
  readonly operator_id: string;
  readonly code: string;
  readonly load: number;
  readonly limit: number;
};

/** A contact. `number` stands in for a name that nobody gave. The visitor himself gets the first three fields. */
export type ContactView = {
  readonly id: string;
  readonly version: number;
  readonly name: string | null;
  readonly number?: number;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly verified?: boolean;
};

export type ConversationPage = {
  readonly conversations: readonly (ConversationView)[];
  readonly next: string | null;
};

/** A new or changed conversation. */
export type ConversationPiece = {
  readonly type: "conversation";
  readonly cause: string;
  readonly at: number;
  readonly conversation: ConversationView;
};

/** A conversation. `version` grows with every change of it or of its contact. Visitors get no `arrangement`. */
export type ConversationView = {
  readonly id: string;
  readonly version: number;
  readonly inbox_id: string;
  readonly channel: string;
  readonly department_id: string;
  readonly status: string;
  readonly operator_id: string | null;
  readonly contact: ContactView;
  readonly opened_at: number;
  readonly queued_at: number;
  readonly waiting_since: number | null;
  readonly closed_at: number | null;
  readonly closed_by: string | null;
  readonly reopen_until: number | null;
  readonly last_seq: number;
  readonly last: LastView | null;
  readonly visitor_read_seq: number;
  readonly visitor_delivered_seq: number;
  readonly operator_read_seq: number;
  readonly operator_delivered_seq: number;
  readonly arrangement: Arrangement | null;
};

/** What a sign-in takes. `go_online`: whether that already says that new conversations may come. */
export type Credentials = {
  readonly email: string;
  readonly password: string;
  readonly go_online?: boolean;
};

export type DecisionView = {
  readonly id: string;
  readonly at: number;
  readonly operator_id: string;
  readonly reasons: readonly (Reason)[];
  readonly considered: readonly (Considered)[];
};

export type Decisions = {
  readonly decisions: readonly (DecisionView)[];
};

export type DeclineOne = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly reason: string;
  readonly type: "decline";
};

export type DeleteMessage = {
  readonly client_id: string;
  readonly message_id: string;
  readonly type: "delete";
};

export type Delivered = {
  readonly conversation_id: string;
  readonly seq: number;
  readonly type: "delivered";
};

/** What is not there stays as it is. `version` is that of the department as it was looked at. */
export type DepartmentChange = {
  readonly version: number;
  readonly names?: Readonly<Record<string, string>>;
  readonly settings?: DepartmentSettings;
};

export type DepartmentList = {
  readonly departments: readonly (DepartmentSummary)[];
};

/** A new or changed department. */
export type DepartmentPiece = {
  readonly type: "department";
  readonly cause: string;
  readonly at: number;
  readonly department: DepartmentView;
};

/** Everything that can be set for a department. `needs_topic`: operators must say it when they close. */
export type DepartmentSettings = {
  readonly hours?: Hours;
  readonly giving?: Giving;
  readonly lanes?: readonly (Lane)[];
  readonly topics?: readonly (Topic)[];
  readonly needs_topic?: boolean;
};

export type DepartmentSummary = {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly names: Readonly<Record<string, string>>;
  readonly is_open: boolean;
  readonly opens_at: number | null;
};

/** A department: its names by language, what talks are sorted by, and its hours as they are at this moment. */
export type DepartmentView = {
  readonly id: string;
  readonly version: number;
  readonly name: Readonly<Record<string, string>>;
  readonly lanes: readonly (LaneView)[];
  readonly topics: readonly (Topic)[];
  readonly needs_topic: boolean;
  readonly take_anyway: boolean;
  readonly is_open: boolean;
  readonly opens_at: number | null;
  readonly closes_at: number | null;
};

export type EditContact = {
  readonly client_id: string;
  readonly contact_id: string;
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly type: "edit_contact";
};

export type EditMessage = {
  readonly client_id: string;
  readonly message_id: string;
  readonly text: string;
  readonly type: "edit";
};

export type EndPromiseOf = {
  readonly client_id: string;
  readonly promise_id: string;
  readonly outcome: "kept" | "withdrawn";
  readonly type: "end_promise";
};

export type EntryPage = {
  readonly entries: readonly (EntryView)[];
  readonly has_more: boolean;
};

/** A new or changed entry. */
export type EntryPiece = {
  readonly type: "entry";
  readonly cause: string;
  readonly at: number;
  readonly entry: EntryView;
};

/** A message, a note or a system notice. */
export type EntryView = {
  readonly id: string;
  readonly conversation_id: string;
  readonly seq: number;
  readonly version: number;
  readonly kind: string;
  readonly direction: string | null;
  readonly author: Author;
  readonly client_id: string | null;
  readonly text: string;
  readonly code: string | null;
  readonly params: unknown;
  readonly at: number;
  readonly edited_at: number | null;
  readonly deleted_at: number | null;
};

/** What the visitor was told first in this wait: the place in the line, and how long it would take. */
export type Estimate = {
  readonly at: number;
  readonly place: number;
  readonly wait_ms: number;
};

/** Which ones, of those that one may see; everything that is named must hold. */
export type Filter = {
  readonly status?: State | null;
  readonly department_id?: string | null;
  readonly lane_id?: string | null;
  readonly operator_id?: string | null;
  readonly topic_id?: string | null;
};

export type Finding = {
  readonly is_good: boolean;
  readonly claims: Claims | null;
  readonly problem: string | null;
};

/** After this the reader has everything up to `to`. (Documents the shape; readers write the bytes themselves.) */
export type Frame = {
  readonly type: "frame";
  readonly from: string;
  readonly to: string;
  readonly events: readonly (unknown)[];
};

/** How conversations are given out. Times in milliseconds, 0 = never. */
export type Giving = {
  readonly mode?: string;
  readonly ageing_ms?: number;
  readonly return_to_last_ms?: number;
  readonly weights?: Readonly<Record<string, number>>;
  readonly alarm_ms?: number;
  readonly release_ms?: number;
  readonly queue_cap?: number;
  readonly when_full?: readonly (string)[];
  readonly take_anyway?: boolean;
};

/** A conversation that is no longer visible to this reader. */
export type GonePiece = {
  readonly type: "gone";
  readonly conversation_id: string;
};

/** The first message of a client. */
export type Hello = {
  readonly type: "hello";
  readonly protocol: number;
  readonly inbox?: string | null;
  readonly token?: string | null;
  readonly ticket?: string | null;
  readonly cursor?: string | null;
  readonly locale?: string | null;
};

/** When a department is open. `zone` is an IANA name; `week` holds intervals for `mon` to `sun`, and a day that is */
export type Hours = {
  readonly zone?: string;
  readonly always?: boolean;
  readonly week?: Readonly<Record<string, readonly (readonly (unknown)[])[]>>;
  readonly days?: Readonly<Record<string, readonly (readonly (unknown)[])[]>>;
};

/** Everything that can be changed. Brand and department stay as they are when they are not there. */
export type InboxChange = {
  readonly name: string;
  readonly origins: readonly (string)[];
  readonly rules: RulesBody;
  readonly brand?: BrandBody;
  readonly department_id?: string;
  readonly version?: number | null;
};

export type InboxList = {
  readonly inboxes: readonly (admin_inboxes_InboxView)[];
};

export type Interval = {
  readonly status: string;
  readonly is_vanished: boolean;
  readonly since: number;
  readonly until: number | null;
  readonly by: string;
};

export type Introduce = {
  readonly client_id: string;
  readonly name: string;
  readonly type: "introduce";
};

export type InvitationAnswer = {
  readonly link: string;
  readonly expires_at: number;
  readonly mailed: boolean;
};

/** What stands in the link behind `#invitation=`. */
export type InvitationToken = {
  readonly token: string;
};

export type InvitedView = {
  readonly name: string;
  readonly email: string;
  readonly expires_at: number;
};

export type JobView = {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly errors: readonly (Problem)[];
  readonly created_at: number;
};

export type KeyList = {
  readonly keys: readonly (KeyView)[];
};

export type KeyView = {
  readonly kid: string;
  readonly algorithm: string;
  readonly created_at: number;
};

/** What a line is about: settings, people, both (`changes`), or sign-ins. */
export type Kind = "changes" | "settings" | "people" | "sign_ins";

/** A queue inside a department. The first lane that matches takes a conversation; without one it is in no lane. */
export type Lane = {
  readonly id: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly match?: Match;
  readonly priority?: number;
  readonly operators?: readonly (string)[];
  readonly at_least?: number;
  readonly overflow?: Overflow | null;
};

/** A queue inside a department, with its names by language. */
export type LaneView = {
  readonly id: string;
  readonly names: Readonly<Record<string, string>>;
};

/** The last message, cut for lists. */
export type LastView = {
  readonly seq: number;
  readonly kind: string;
  readonly direction: string | null;
  readonly text: string;
  readonly at: number;
};

export type LeaveMessageWish = {
  readonly client_id: string;
  readonly text: string;
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly consent?: boolean;
  readonly topic?: string | null;
  readonly type: "leave_message";
};

export type Left = {
  readonly note: NoteView | null;
  readonly operator_id: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly open: readonly (ConversationView)[];
  readonly parked: readonly (ConversationView)[];
  readonly snoozed: readonly (ConversationView)[];
  readonly promised: readonly (ConversationView)[];
};

export type LookAt = {
  readonly conversation_id: string | null;
  readonly state: "writing" | "reading" | "idle";
  readonly type: "attention";
};

export type MailView = {
  readonly id: string;
  readonly kind: string;
  readonly seq_from: number;
  readonly seq_to: number;
  readonly state: string;
  readonly tries: number;
  readonly error: string;
  readonly created_at: number;
  readonly sent_at: number | null;
};

export type Mails = {
  readonly mails: readonly (MailView)[];
};

/** Which conversations go into a lane: everything that is named must hold. An empty one matches all. */
export type Match = {
  readonly topics?: readonly (string)[];
  readonly inboxes?: readonly (string)[];
  readonly fields?: Readonly<Record<string, readonly (string)[]>>;
  readonly verified?: boolean | null;
};

/** Who the server takes the reader for. */
export type Me = {
  readonly kind: string;
  readonly id: string;
  readonly name?: string | null;
  readonly role?: string | null;
  readonly departments?: readonly (string)[] | null;
  readonly limit?: number | null;
};

/** What is to stand. `dry_run`: only say what would change, and whether it could. */
export type NewConfig = {
  readonly document: Readonly<Record<string, unknown>>;
  readonly dry_run?: boolean;
};

/** A department to be. */
export type NewDepartment = {
  readonly key: string;
  readonly names: Readonly<Record<string, string>>;
};

/** An inbox to be. `origins` are the pages that may use it: `https://www.example.org`, or `*` for any. */
export type NewInbox = {
  readonly key: string;
  readonly name: string;
  readonly brand: BrandBody;
  readonly department_id: string;
  readonly origins: readonly (string)[];
  readonly rules?: RulesBody;
};

/** A key to be. `HMAC` and `HS256` get a secret from us; `RS256` and `ES256` need `public_key`, as PEM. */
export type NewKey = {
  readonly algorithm?: "ES256" | "HMAC" | "HS256" | "RS256";
  readonly public_key?: string | null;
};

/** For the colleagues of a department: 1 to 4000 characters. */
export type NewNote = {
  readonly department_id: string;
  readonly text: string;
};

/** A member of staff to be. A password has 10 to 256 characters; without one, send an invitation. */
export type NewOperator = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password?: string | null;
  readonly departments?: readonly (string)[];
  readonly public_names?: Readonly<Record<string, string>>;
  readonly chat_limit?: number;
};

/** 10 to 256 characters. */
export type NewPassword = {
  readonly password: string;
};

/** What the browser gave out: PushSubscription.endpoint and its keys. */
export type NewSubscription = {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
};

export type NoteView = {
  readonly id: string;
  readonly operator_id: string;
  readonly at: number;
  readonly text: string;
};

export type OneConversation = {
  readonly conversation: ConversationView;
};

export type OneDepartment = {
  readonly department: DepartmentSummary;
  readonly settings: DepartmentSettings;
  readonly calendar: number;
};

/** The open promise that is due first. */
export type OpenPromise = {
  readonly id: string;
  readonly due_at: number;
  readonly operator_id: string;
};

/** Words for colleagues. */
export type OperatorAddNote = {
  readonly type: "note";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly text: string;
};

/** What is not there stays as it is. `version` is that of the person as he was looked at, if it matters. */
export type OperatorChange = {
  readonly name?: string;
  readonly public_names?: Readonly<Record<string, string>>;
  readonly role?: Role;
  readonly chat_limit?: number;
  readonly departments?: readonly (string)[];
  readonly version?: number | null;
};

/** Whether new conversations may come: to oneself, or (supervisors) to somebody else. */
export type OperatorChangeStatus = {
  readonly type: "set_status";
  readonly client_id: string;
  readonly status: OperatorStatus;
  readonly reason?: string | null;
  readonly operator_id?: string | null;
};

/** End the conversation, and say what it was about. */
export type OperatorCloseOne = {
  readonly type: "close";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly topic_id?: string | null;
};

/** Send a transferred conversation back, and say why. */
export type OperatorDeclineOne = {
  readonly type: "decline";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly reason: string;
};

/** Take an own message or note back. */
export type OperatorDeleteMessage = {
  readonly type: "delete";
  readonly client_id: string;
  readonly message_id: string;
};

/** Everything up to `seq` has arrived. */
export type OperatorDelivered = {
  readonly type: "delivered";
  readonly conversation_id: string;
  readonly seq: number;
};

/** Correct a contact's card. */
export type OperatorEditContact = {
  readonly type: "edit_contact";
  readonly client_id: string;
  readonly contact_id: string;
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
};

/** Other words for an own message or note. */
export type OperatorEditMessage = {
  readonly type: "edit";
  readonly client_id: string;
  readonly message_id: string;
  readonly text: string;
};

/** Say what became of a promise. */
export type OperatorEndPromiseOf = {
  readonly type: "end_promise";
  readonly client_id: string;
  readonly promise_id: string;
  readonly outcome: "kept" | "withdrawn";
};

/** What the operator is at: looking at a conversation, writing in it, or neither. */
export type OperatorLookAt = {
  readonly type: "attention";
  readonly conversation_id: string | null;
  readonly state: "idle" | "reading" | "writing";
};

/** The customer's turn: free the slot until he writes. */
export type OperatorParkOne = {
  readonly type: "park";
  readonly client_id: string;
  readonly conversation_id: string;
};

/** A new or changed operator. */
export type OperatorPiece = {
  readonly type: "operator";
  readonly cause: string;
  readonly at: number;
  readonly operator: OperatorView;
};

/** Is anybody there? */
export type OperatorPing = {
  readonly type: "ping";
};

/** A poll: from which cursor, and how many seconds to wait for news (at most 30). */
export type OperatorPoll = {
  readonly hello: Hello;
  readonly wait?: number;
};

/** Promise the customer something by a time. */
export type OperatorPromiseOne = {
  readonly type: "promise";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly due_at: number;
};

/** Why a new conversation would not be noticed here; nothing: it would be. */
export type OperatorReachMe = {
  readonly type: "reach";
  readonly client_id: string;
  readonly problems: readonly (string)[];
};

/** Everything up to `seq` was seen. */
export type OperatorRead = {
  readonly type: "read";
  readonly conversation_id: string;
  readonly seq: number;
};

/** Take a closed conversation up again. */
export type OperatorReopenOne = {
  readonly type: "reopen";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly anyway?: boolean;
};

/** Words for the customer. */
export type OperatorReplyTo = {
  readonly type: "reply";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly text: string;
};

/** Back into a slot of its owner. */
export type OperatorResumeOne = {
  readonly type: "resume";
  readonly client_id: string;
  readonly conversation_id: string;
};

/** Another place among those that wait: the higher, the sooner. */
export type OperatorSetPriorityOf = {
  readonly type: "set_priority";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly priority: number;
};

/** Other tags instead of those there were. */
export type OperatorSetTagsOf = {
  readonly type: "set_tags";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly tags: readonly (string)[];
};

/** Say what it is about; null: nothing any more. */
export type OperatorSetTopicOf = {
  readonly type: "set_topic";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly topic_id: string | null;
};

/** Put it off until a time. */
export type OperatorSnoozeOne = {
  readonly type: "snooze";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly until: number;
  readonly reason?: string | null;
};

/** Whether new conversations may come. Only `online` takes them. */
export type OperatorStatus = "after_call" | "away" | "finishing" | "invisible" | "offline" | "online";

/** Take a waiting conversation. `anyway`: above the limit (supervisors, where the department allows it). */
export type OperatorTakeOne = {
  readonly type: "take";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly anyway?: boolean;
};

/** Take a conversation from whoever has it (supervisors). */
export type OperatorTakeOneOver = {
  readonly type: "take_over";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly anyway?: boolean;
};

/** Send it on: to an operator, or to a department (and a lane of it). */
export type OperatorTransferOne = {
  readonly type: "transfer";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly operator_id?: string | null;
  readonly department_id?: string | null;
  readonly lane_id?: string | null;
  readonly note?: string | null;
};

/** Writing, or not any more. */
export type OperatorTyping = {
  readonly type: "typing";
  readonly conversation_id: string;
  readonly on: boolean;
};

/** An operator. Colleagues see all of it; a visitor sees the public name and the photo. */
export type OperatorView = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly role?: string;
  readonly status?: string;
  readonly status_reason?: string | null;
  readonly load?: number;
  readonly limit?: number;
  readonly departments?: readonly (string)[];
  readonly status_since?: number;
  readonly problems?: readonly (string)[];
  readonly vanished_at?: number | null;
  readonly photo?: string | null;
  readonly status_by?: string | null;
};

/** Where a transferred conversation came from, so that it can go back. */
export type Origin = {
  readonly department_id: string;
  readonly by: string;
  readonly at: number;
  readonly operator_id?: string | null;
  readonly lane_id?: string | null;
};

/** After this wait operators of another lane of the department, or of another department, may take it too. */
export type Overflow = {
  readonly after_ms: number;
  readonly lane_id?: string | null;
  readonly department_id?: string | null;
};

export type OwnConversations = {
  readonly conversations: readonly (ConversationView)[];
};

/** The customers' turn. */
export type Park = {
  readonly type: "park";
};

export type ParkOne = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly type: "park";
};

/** The present password, and the wanted one (10 to 256 characters). */
export type PasswordChange = {
  readonly present: string;
  readonly wanted: string;
};

export type Ping = {
  readonly type: "ping";
};

export type Polled = {
  readonly messages: readonly (unknown)[];
};

/** The answer to `ping`. */
export type Pong = {
  readonly type: "pong";
};

export type PresenceLog = {
  readonly operator_id: string;
  readonly intervals: readonly (Interval)[];
  readonly next: number | null;
};

/** RFC 9457, with a stable `code` and, when trying again helps, `retry_ms`. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly retry_ms?: number | null;
};

export type PromiseOne = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly due_at: number;
  readonly type: "promise";
};

export type Push = {
  readonly key: string;
  readonly subscriptions: readonly (SubscriptionView)[];
};

/** Where a waiting visitor stands, from 1, and about how long it takes; `choices`: what to offer when it is too long */
export type Queue = {
  readonly type: "queue";
  readonly conversation_id: string;
  readonly place: number;
  readonly wait_ms: number | null;
  readonly choices?: readonly (string)[];
};

export type RateWish = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly episode: number;
  readonly five?: number | null;
  readonly ten?: number | null;
  readonly comment?: string | null;
  readonly type: "rate";
};

/** What customers are asked at the end; the same person at most once in `cap_days` times 24 hours (0: always). */
export type RatingBody = {
  readonly scale?: "both" | "five" | "none" | "ten";
  readonly comment?: boolean;
  readonly cap_days?: number;
};

export type RatingRules = {
  readonly scale?: string;
  readonly comment?: boolean;
  readonly cap_days?: number;
};

export type ReachMe = {
  readonly client_id: string;
  readonly problems: readonly (string | unknown)[];
  readonly type: "reach";
};

export type Read = {
  readonly conversation_id: string;
  readonly seq: number;
  readonly type: "read";
};

export type Reason = {
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

/** Not done, and why. */
export type Refused = {
  readonly type: "refused";
  readonly client_id: string | null;
  readonly problem: Problem;
};

export type ReopenOne = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly anyway?: boolean;
  readonly type: "reopen";
};

export type ReplyTo = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly text: string;
  readonly type: "reply";
};

export type ResumeOne = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly type: "resume";
};

/** The cursor cannot be continued; a snapshot follows. */
export type Resync = {
  readonly type: "resync";
  readonly reason: string;
};

/** What a member of staff may do: answer; also see and arrange everything; also change settings. */
export type Role = "admin" | "operator" | "supervisor";

export type Rules = {
  readonly text_limit?: number;
  readonly edit_window_ms?: number;
  readonly reopen_window_ms?: number;
  readonly close_after_silence_ms?: number;
  readonly silence_warning_ms?: number;
  readonly idle_release_ms?: number;
  readonly languages?: readonly (string)[];
  readonly offline?: string;
  readonly rating?: RatingRules;
  readonly survey?: boolean;
  readonly consent?: Readonly<Record<string, string>>;
  readonly page_url?: string;
  readonly previews?: boolean;
};

/** What an inbox allows, and for how long. Times in milliseconds, 0 = never. */
export type RulesBody = {
  readonly text_limit?: number;
  readonly edit_window_ms?: number;
  readonly reopen_window_ms?: number;
  readonly close_after_silence_ms?: number;
  readonly silence_warning_ms?: number;
  readonly idle_release_ms?: number;
  readonly languages?: readonly (string)[];
  readonly offline?: "form" | "queue";
  readonly rating?: RatingBody;
  readonly survey?: boolean;
  readonly consent?: Readonly<Record<string, string>>;
  readonly page_url?: string;
  readonly previews?: boolean;
};

export type SayStillHere = {
  readonly client_id: string;
  readonly type: "still_here";
};

export type Send = {
  readonly client_id: string;
  readonly text: string;
  readonly topic?: string | null;
  readonly type: "send";
};

export type SessionAnswer = {
  readonly operator: OperatorView;
  readonly csrf: string;
};

export type SessionList = {
  readonly sessions: readonly (SessionView)[];
};

export type SessionView = {
  readonly id: string;
  readonly created_at: number;
  readonly last_seen_at: number;
  readonly user_agent: string;
  readonly address: string;
  readonly current: boolean;
};

export type SetPriorityOf = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly priority: number;
  readonly type: "set_priority";
};

export type SetTagsOf = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly tags: readonly (string | unknown)[];
  readonly type: "set_tags";
};

/** What they are about. */
export type SetTopic = {
  readonly type: "topic";
  readonly topic_id: string | null;
};

export type SetTopicOf = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly topic_id: string | null;
  readonly type: "set_topic";
};

/** What a page gives to the chat. */
export type SignedText = {
  readonly identity: string;
};

export type SkipRatingWish = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly episode: number;
  readonly type: "skip_rating";
};

/** Everything that a fresh reader needs, and where the stream goes on from. */
export type Snapshot = {
  readonly type: "snapshot";
  readonly cursor: string;
  readonly state: unknown;
};

export type SnoozeOne = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly until: number;
  readonly reason?: string | null;
  readonly type: "snooze";
};

export type StaffList = {
  readonly staff: readonly (StaffView)[];
};

export type StaffView = {
  readonly id: string;
  readonly version: number;
  readonly email: string;
  readonly name: string;
  readonly public_names: Readonly<Record<string, string>>;
  readonly role: string;
  readonly chat_limit: number;
  readonly departments: readonly (string)[];
  readonly status: string;
  readonly has_password: boolean;
  readonly disabled_at: number | null;
  readonly created_at: number;
  readonly photo?: string | null;
};

/** Where a conversation stands. Only `active` takes a slot of its owner. */
export type State = "active" | "bot" | "closed" | "parked" | "queued" | "snoozed";

/** Whether new conversations may come. Only `online` takes them. */
export type Status = "online" | "away" | "invisible" | "after_call" | "finishing" | "offline";

export type SubscriptionView = {
  readonly id: string;
  readonly host: string;
  readonly endpoint: string;
  readonly added_at: number;
};

/** More tags. */
export type Tag = {
  readonly type: "tag";
  readonly add: readonly (string)[];
};

export type TakeOne = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly anyway?: boolean;
  readonly type: "take";
};

export type TakeOneOver = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly anyway?: boolean;
  readonly type: "take_over";
};

export type Ticket = {
  readonly ticket: string;
  readonly expires_at: number;
};

/** What conversations are about: a tree of two levels. `offered`: visitors may choose it. */
export type Topic = {
  readonly id: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly topics?: readonly (Topic)[];
  readonly offered?: boolean;
};

export type TopicView = {
  readonly id: string;
  readonly names: Readonly<Record<string, string>>;
};

export type Topics = {
  readonly topics: readonly (Topic)[];
  readonly likely: readonly (string)[];
  readonly required: boolean;
};

/** To an operator, or into the line of a department (and lane). */
export type Transfer = {
  readonly type: "transfer";
  readonly operator_id?: string | null;
  readonly department_id?: string | null;
  readonly lane_id?: string | null;
};

export type TransferOne = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly operator_id?: string | null;
  readonly department_id?: string | null;
  readonly lane_id?: string | null;
  readonly note?: string | null;
  readonly type: "transfer";
};

/** Somebody is writing, or stopped. */
export type Typing = {
  readonly type: "typing";
  readonly conversation_id: string;
  readonly who: Readonly<Record<string, string | null>>;
  readonly on: boolean;
};

export type Version = {
  readonly version: number;
  readonly text: string;
  readonly at: number;
};

export type Versions = {
  readonly versions: readonly (Version)[];
};

/** End the conversation. */
export type VisitorClose = {
  readonly type: "close";
  readonly client_id: string;
  readonly conversation_id: string;
};

/** Take an own message or note back. */
export type VisitorDeleteMessage = {
  readonly type: "delete";
  readonly client_id: string;
  readonly message_id: string;
};

/** Everything up to `seq` has arrived. */
export type VisitorDelivered = {
  readonly type: "delivered";
  readonly conversation_id: string;
  readonly seq: number;
};

/** Other words for an own message or note. */
export type VisitorEditMessage = {
  readonly type: "edit";
  readonly client_id: string;
  readonly message_id: string;
  readonly text: string;
};

/** Say one's name. */
export type VisitorIntroduce = {
  readonly type: "introduce";
  readonly client_id: string;
  readonly name: string;
};

/** Leave words in writing, with an address for the answer. */
export type VisitorLeaveMessageWish = {
  readonly type: "leave_message";
  readonly client_id: string;
  readonly text: string;
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly consent?: boolean;
  readonly topic?: string | null;
};

/** Is anybody there? */
export type VisitorPing = {
  readonly type: "ping";
};

/** A poll: who asks, from which cursor, and how many seconds to wait for news (at most 30). */
export type VisitorPoll = {
  readonly hello: Hello;
  readonly wait?: number;
};

/** Answer a `rating_request`. The last answer within its time counts. */
export type VisitorRateWish = {
  readonly type: "rate";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly episode: number;
  readonly five?: number | null;
  readonly ten?: number | null;
  readonly comment?: string | null;
};

/** Everything up to `seq` was seen. */
export type VisitorRead = {
  readonly type: "read";
  readonly conversation_id: string;
  readonly seq: number;
};

/** The answer to the question before a silent conversation is closed. */
export type VisitorSayStillHere = {
  readonly type: "still_here";
  readonly client_id: string;
};

/** Say something: opens or reopens a conversation. */
export type VisitorSend = {
  readonly type: "send";
  readonly client_id: string;
  readonly text: string;
  readonly topic?: string | null;
};

/** Rather not answer it. */
export type VisitorSkipRatingWish = {
  readonly type: "skip_rating";
  readonly client_id: string;
  readonly conversation_id: string;
  readonly episode: number;
};

/** Writing, or not any more. */
export type VisitorTyping = {
  readonly type: "typing";
  readonly on: boolean;
};

/** Be told of the answer by mail. */
export type VisitorWantMailWish = {
  readonly type: "want_mail";
  readonly client_id: string;
  readonly email: string;
  readonly consent?: boolean;
};

export type WantMailWish = {
  readonly client_id: string;
  readonly email: string;
  readonly consent?: boolean;
  readonly type: "want_mail";
};

/** The answer to `hello`. */
export type Welcome = {
  readonly type: "welcome";
  readonly now: number;
  readonly me: Me;
  readonly protocol?: number;
  readonly features?: readonly (string)[];
  readonly ping_ms?: number;
};

export type admin_inboxes_InboxView = {
  readonly id: string;
  readonly version: number;
  readonly key: string;
  readonly channel: string;
  readonly name: string;
  readonly brand: BrandBody;
  readonly department_id: string;
  readonly origins: readonly (string)[];
  readonly rules: Rules;
};

export type operator_commands_Typing = {
  readonly conversation_id: string;
  readonly on: boolean;
  readonly type: "typing";
};

export type visitor_commands_Typing = {
  readonly on: boolean;
  readonly type: "typing";
};

export type visitor_routes_InboxView = {
  readonly key: string;
  readonly name: string;
  readonly brand: BrandView;
  readonly languages: readonly (string)[];
  readonly text_limit: number;
  readonly edit_window_ms: number;
  readonly is_open: boolean;
  readonly opens_at: number | null;
  readonly offline: string;
  readonly consent: Readonly<Record<string, string>>;
  readonly topics: readonly (TopicView)[];
  readonly mail: boolean;
};
