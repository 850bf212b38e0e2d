package io.spillway.ports;

import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.event.AlertOptOuts;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;

/**
 * Stores that are given one by one.
 *
 * @param messages the store of published messages
 * @param violations the store of withheld messages and their reviews
 * @param messageArchive listings and counts of the same messages
 * @param violationArchive the review queue and listings of the same violations
 * @param events the log of events
 * @param stats the totals of streams
 * @param alerts the store of alerts
 * @param alertStops the record of receivers that asked for no more alerts
 * @param deadLetters the ledger of dead letters
 * @param redrives the store of redrives
 * @param policies the store of policies
 * @param erasures the record of erasures
 */
public record StoreSet(
    MessageStore messages,
    ViolationStore violations,
    MessageArchive messageArchive,
    ViolationArchive violationArchive,
    EventLog events,
    StatsStore stats,
    AlertStore alerts,
    AlertOptOuts alertStops,
    DeadLetterLedger deadLetters,
    RedriveJobStore redrives,
    PolicyStore policies,
    ErasureStore erasures)
    implements Stores {}
