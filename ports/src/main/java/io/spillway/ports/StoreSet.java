package io.spillway.ports;

import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.author.AuthorNoteStore;
import io.spillway.ports.author.RestrictionStore;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.GroupNoteStore;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.event.AlertOptOuts;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.EventRegistry;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageFeed;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.notification.NotificationStore;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.report.ReportStore;
import io.spillway.ports.stream.StreamDirectory;
import io.spillway.ports.violation.PresenceStore;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;

/**
 * Implementation of {@link Stores} from individual stores.
 *
 * @param messages the store of published messages
 * @param violations the store of withheld messages and their reviews
 * @param messageArchive listings and counts of the same messages
 * @param feed the changes of the same messages
 * @param violationArchive the review queue and listings of the same violations
 * @param events the event log
 * @param eventRegistry the register of events' contents
 * @param stats the stream totals
 * @param alerts the alert store
 * @param alertStops the opt-outs of alert receivers
 * @param notifications the outbox of notifications
 * @param deadLetters the dead-letter ledger
 * @param redrives the redrive store
 * @param policies the policy store
 * @param erasures the erasure store
 * @param auditLog the audit log
 * @param reports the store of viewers' reports
 * @param restrictions the store of restrictions of authors
 * @param authorNotes the store of notes about authors
 * @param streams the directory of streams
 * @param groupNotes the store of notes about groups of dead letters
 * @param presence the store of moderators' presence
 */
public record StoreSet(
    MessageStore messages,
    ViolationStore violations,
    MessageArchive messageArchive,
    MessageFeed feed,
    ViolationArchive violationArchive,
    EventLog events,
    EventRegistry eventRegistry,
    StatsStore stats,
    AlertStore alerts,
    AlertOptOuts alertStops,
    NotificationStore notifications,
    DeadLetterLedger deadLetters,
    RedriveJobStore redrives,
    PolicyStore policies,
    ErasureStore erasures,
    AuditLog auditLog,
    ReportStore reports,
    RestrictionStore restrictions,
    AuthorNoteStore authorNotes,
    StreamDirectory streams,
    GroupNoteStore groupNotes,
    PresenceStore presence)
    implements Stores {}
