package io.spillway.core.message;

import io.spillway.core.audit.AuditIds;
import io.spillway.core.violation.ByHand;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Audit record of the decision to keep a published message, and its verdict. */
final class KeepRecord {

  private KeepRecord() {}

  /** Returns the verdict of a message that a record keeps. */
  static Verdict.Kept verdict(AuditRecord entry) {
    String policy = entry.policyVersion();
    return new Verdict.Kept(entry.who(), entry.at(), policy == null ? "" : policy);
  }

  /** Returns the record. A retry by the same moderator has the same id. */
  static AuditRecord of(Message message, String who, Instant at, String note) {
    String hash = Payload.of(message.text()).sha256();
    String policy = ByHand.policyVersion(message.verdict());
    String id = AuditIds.of("keep", message.streamId(), message.messageId(), hash, who, policy);
    return AuditRecord.of(id, at, who, AuditAction.KEEP, note)
        .about(message.streamId(), message.author())
        .aboutMessage(message.messageId(), hash, category(message.verdict()), policy);
  }

  private static @Nullable Category category(Verdict.Published verdict) {
    return verdict instanceof Verdict.Marked marked ? marked.category() : null;
  }
}
