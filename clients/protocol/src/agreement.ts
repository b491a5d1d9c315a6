/**
 * The types of this package are written by hand, for reading; `gen/server.ts` is written from the server's code. Here the
 * compiler compares them: a line that fails names the pair that has parted. Nothing is built from this file.
 */
import type * as server from './gen/server';
import type * as own from './index';

/** What we send is accepted: every field is known to the server, and none that it needs is missing. */
type Sent<Ours extends Theirs, Theirs> = Exclude<keyof Ours, keyof Theirs> extends never ? true : false;

/** What we receive is understood: the same fields, and `null` or absent only where we expect it. */
type Received<Ours, Theirs> = [keyof Ours, keyof Theirs] extends [keyof Theirs, keyof Ours]
  ? {
      [K in keyof Theirs & keyof Ours]: Absent<Theirs[K]> extends Absent<Ours[K]> ? true : false;
    }[keyof Theirs & keyof Ours]
  : false;

/** The same fields; some are absent for one audience, or have a default on the server's side. */
type SameFields<Ours, Theirs> = [keyof Ours, keyof Theirs] extends [keyof Theirs, keyof Ours] ? true : false;

type Absent<T> = Extract<T, null | undefined>;

export type Agreement = [
  Holds<Sent<own.VisitorHello, server.Hello>>,
  Holds<Sent<own.OperatorHello, server.Hello>>,
  Holds<Sent<own.SendCommand, server.VisitorSend>>,
  Holds<Sent<own.EditCommand, server.VisitorEditMessage>>,
  Holds<Sent<own.EditCommand, server.OperatorEditMessage>>,
  Holds<Sent<own.DeleteCommand, server.VisitorDeleteMessage>>,
  Holds<Sent<own.DeleteCommand, server.OperatorDeleteMessage>>,
  Holds<Sent<Omit<own.CloseCommand, 'topic_id'>, server.VisitorClose>>,
  Holds<Sent<own.StillHereCommand, server.VisitorSayStillHere>>,
  Holds<Sent<own.CloseCommand, server.OperatorCloseOne>>,
  Holds<Sent<own.TakeOverCommand, server.OperatorTakeOneOver>>,
  Holds<Sent<own.ParkCommand, server.OperatorParkOne>>,
  Holds<Sent<own.ResumeCommand, server.OperatorResumeOne>>,
  Holds<Sent<own.SnoozeCommand, server.OperatorSnoozeOne>>,
  Holds<Sent<own.TransferCommand, server.OperatorTransferOne>>,
  Holds<Sent<own.DeclineCommand, server.OperatorDeclineOne>>,
  Holds<Sent<own.SetTopicCommand, server.OperatorSetTopicOf>>,
  Holds<Sent<own.SetTagsCommand, server.OperatorSetTagsOf>>,
  Holds<Sent<own.SetPriorityCommand, server.OperatorSetPriorityOf>>,
  Holds<Sent<own.PromiseCommand, server.OperatorPromiseOne>>,
  Holds<Sent<own.EndPromiseCommand, server.OperatorEndPromiseOf>>,
  Holds<Sent<own.IntroduceCommand, server.VisitorIntroduce>>,
  Holds<Sent<own.LeaveMessageCommand, server.VisitorLeaveMessageWish>>,
  Holds<Sent<own.WantMailCommand, server.VisitorWantMailWish>>,
  Holds<Sent<own.RateCommand, server.RateWish>>,
  Holds<Sent<own.SkipRatingCommand, server.SkipRatingWish>>,
  Holds<Sent<own.ReplyCommand, server.OperatorReplyTo>>,
  Holds<Sent<own.NoteCommand, server.OperatorAddNote>>,
  Holds<Sent<own.TakeCommand, server.OperatorTakeOne>>,
  Holds<Sent<own.ReopenCommand, server.OperatorReopenOne>>,
  Holds<Sent<own.SetStatusCommand, server.OperatorChangeStatus>>,
  Holds<Sent<own.ReachCommand, server.OperatorReachMe>>,
  Holds<Sent<own.AttentionCommand, server.OperatorLookAt>>,
  Holds<Sent<own.EditContactCommand, server.OperatorEditContact>>,
  Holds<Sent<own.ReadCommand, server.VisitorRead>>,
  Holds<Sent<own.ReadCommand, server.OperatorRead>>,
  Holds<Sent<own.DeliveredCommand, server.VisitorDelivered>>,
  Holds<Sent<own.DeliveredCommand, server.OperatorDelivered>>,
  Holds<Sent<own.PingCommand, server.VisitorPing>>,
  Holds<Received<own.Entry, server.EntryView>>,
  Holds<Received<own.Author, server.Author>>,
  Holds<Received<own.Conversation, server.ConversationView>>,
  Holds<Received<own.Arrangement, server.Arrangement>>,
  Holds<Received<own.Origin, server.Origin>>,
  Holds<Received<own.OpenPromise, server.OpenPromise>>,
  Holds<Received<own.Estimate, server.Estimate>>,
  Holds<Received<own.LastEntry, server.LastView>>,
  Holds<Received<own.Contact, server.ContactView>>,
  Holds<SameFields<own.Operator, server.OperatorView>>,
  Holds<Received<own.EntryEvent, server.EntryPiece>>,
  Holds<Received<own.ConversationEvent, server.ConversationPiece>>,
  Holds<Received<own.OperatorEvent, server.OperatorPiece>>,
  Holds<Received<own.DepartmentEvent, server.DepartmentPiece>>,
  Holds<Received<own.Department, server.DepartmentView>>,
  Holds<Received<own.Lane, server.LaneView>>,
  Holds<Received<own.Topic, server.Topic>>,
  Holds<Received<own.Frame, server.Frame>>,
  Holds<Received<own.Resync, server.Resync>>,
  Holds<Received<own.Snapshot, server.Snapshot>>,
  Holds<SameFields<own.Welcome, server.Welcome>>,
  Holds<Received<own.Ack, server.Ack>>,
  Holds<Received<own.Refused, server.Refused>>,
  Holds<Received<own.Problem, server.Problem>>,
  Holds<Received<own.Bye, server.Bye>>,
  Holds<Received<own.InboxInfo, server.visitor_routes_InboxView>>,
  Holds<Received<own.EntryPage, server.EntryPage>>,
  Holds<Received<own.Ticket, server.Ticket>>,
  Holds<Received<own.InvitedPerson, server.InvitedView>>,
  Holds<Received<own.SessionAnswer, server.SessionAnswer>>,
  Holds<Sent<own.DepartmentChange, server.DepartmentChange>>,
  Holds<SameFields<own.DepartmentSettings, server.DepartmentSettings>>,
  Holds<SameFields<own.Hours, server.Hours>>,
  Holds<SameFields<own.Giving, server.Giving>>,
  Holds<SameFields<own.LaneSettings, server.Lane>>,
  Holds<SameFields<own.LaneMatch, server.Match>>,
  Holds<SameFields<own.LaneOverflow, server.Overflow>>,
  Holds<Received<own.DepartmentSummary, server.DepartmentSummary>>,
  Holds<Received<own.OneDepartment, server.OneDepartment>>,
  Holds<Sent<own.NewInbox, server.NewInbox>>,
  Holds<Sent<own.InboxChange, server.InboxChange>>,
  Holds<Received<own.InboxSettings, server.admin_inboxes_InboxView>>,
  Holds<SameFields<own.InboxRules, server.Rules>>,
  Holds<SameFields<own.InboxRating, server.RatingRules>>,
  Holds<Sent<own.NewStaffMember, server.NewOperator>>,
  Holds<Sent<own.StaffChange, server.OperatorChange>>,
  Holds<Received<own.StaffMember, server.StaffView>>,
  Holds<Received<own.StaffInvitation, server.InvitationAnswer>>,
];

/** The compiler refuses `Holds<false>`. */
type Holds<T extends true> = T;
