package io.spillway.core.deadletter;

import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.RedriveJob;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Time, operator and reason of a change, for its audit entry.
 *
 * @param jobId the id of the order that is processed; null for a command on one dead letter
 */
record Signature(Instant at, String who, String why, @Nullable String jobId) {

  static Signature of(RedriveJob job, Instant at) {
    return new Signature(at, job.order().by(), job.order().reason(), job.id());
  }

  DeadLetterAuditEntry entry(Action action) {
    return new DeadLetterAuditEntry(at, who, action, why, jobId);
  }
}
