package io.spillway.simulation;

import io.spillway.core.erasure.AuthorErasures;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.author.RestrictionFilter;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.report.ReportFilter;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.wire.ErasureJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Invariants of erasures: after completion none of the erased data is left or reappears. */
final class ErasureInvariants {

  private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

  private final Erasers erasers;
  private final Findings findings;
  private final Stores stores;

  /** As ordered, with the author's name, which is deleted at the end. */
  private final Map<String, Erasure> known = new LinkedHashMap<>();

  ErasureInvariants(World world, Erasers erasers) {
    this.erasers = erasers;
    this.findings = world.findings();
    this.stores = world.stores();
  }

  void checkStep() {
    for (Versioned<Erasure> pending : stores.erasures().pending(PageRequest.MAX_LIMIT)) {
      known.putIfAbsent(pending.value().id(), pending.value());
    }
    for (Erasure asked : known.values()) {
      if (isFinished(asked.id())) {
        checkNothingIsLeft(asked);
      }
    }
  }

  void checkRest() {
    for (String id : erasers.promised()) {
      findings.require(isFinished(id), "an accepted erasure completes", id);
    }
    for (Erasure asked : known.values()) {
      Erasure proof = stores.erasures().find(asked.id()).orElseThrow().value();
      String author = Objects.requireNonNull(asked.author());
      findings.require(AuthorErasures.isOf(proof, author), "a proof matches its author", proof);
      findings.require(!ErasureJson.write(proof).has("author"), "a proof contains no name", proof);
    }
  }

  private boolean isFinished(String id) {
    return stores.erasures().find(id).filter(found -> found.value().isFinished()).isPresent();
  }

  private void checkNothingIsLeft(Erasure asked) {
    for (String stream : Viewers.STREAMS) {
      stores
          .messageArchive()
          .list(stream, ALL)
          .items()
          .forEach(found -> checkIsLater(asked, stream, found.author(), found.sentAt()));
    }
    stores
        .violationArchive()
        .list(ViolationFilter.all(), ALL)
        .items()
        .forEach(
            found ->
                checkIsLater(
                    asked,
                    found.value().id().streamId(),
                    found.value().author(),
                    found.value().sentAt()));
    checkNothingIsSaid(asked, Objects.requireNonNull(asked.author()));
  }

  /** Checks reports, restrictions, notes and audit records about the author. */
  private void checkNothingIsSaid(Erasure asked, String author) {
    stores
        .reports()
        .list(ReportFilter.all().about(author), ALL)
        .items()
        .forEach(found -> checkIsLater(asked, found.id().streamId(), author, found.at()));
    stores
        .restrictions()
        .list(RestrictionFilter.all().of(author), ALL)
        .items()
        .forEach(found -> checkIsLater(asked, found.streamId(), author, found.since()));
    stores
        .authorNotes()
        .list(author, ALL)
        .items()
        .forEach(found -> checkIsLater(asked, found.streamId(), author, found.at()));
    stores
        .auditLog()
        .list(AuditFilter.all().about(author), ALL)
        .items()
        .forEach(found -> checkIsLater(asked, found.streamId(), author, found.at()));
  }

  private void checkIsLater(Erasure asked, @Nullable String stream, String author, Instant sentAt) {
    boolean isErased =
        author.equals(asked.author())
            && (asked.streamId() == null || asked.streamId().equals(stream))
            && sentAt.isBefore(asked.requestedAt());
    findings.require(!isErased, "erased data is gone", asked, stream, sentAt);
  }
}
