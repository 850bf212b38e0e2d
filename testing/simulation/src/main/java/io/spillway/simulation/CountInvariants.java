package io.spillway.simulation;

import io.spillway.ports.PageRequest;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import java.util.List;

/** Invariants of a stream's numbers, which stores keep in addition to the documents. */
final class CountInvariants {

  private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

  private final MessageArchive messages;
  private final ViolationArchive violations;
  private final Findings findings;

  CountInvariants(World world) {
    messages = world.stores().messageArchive();
    violations = world.stores().violationArchive();
    findings = world.findings();
  }

  void checkStep() {
    for (String stream : Viewers.STREAMS) {
      List<Message> listed = messages.list(stream, ALL).items();
      long unmoderated =
          listed.stream().filter(m -> m.verdict() instanceof Verdict.Unmoderated).count();
      MessageCounts counts = messages.count(stream);
      findings.require(
          counts.equals(new MessageCounts(listed.size(), unmoderated)),
          "the messages of a stream are counted",
          stream,
          counts,
          listed);
      long withheld = violations.countWithheld(stream);
      findings.require(
          withheld == countWithheld(stream),
          "the withheld messages of a stream are counted",
          stream,
          withheld);
    }
  }

  private long countWithheld(String stream) {
    return violations.list(ViolationFilter.all().inStream(stream), ALL).items().stream()
        .filter(found -> found.value().withholds())
        .count();
  }
}
