package io.spillway.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.MessageDraft;
import io.spillway.Policy;
import io.spillway.Receipt;
import io.spillway.core.StoresFixture;
import io.spillway.core.moderation.TextModeration;
import io.spillway.ports.Backlog;
import io.spillway.ports.Failure;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The classifier is dead for a minute of virtual time while viewers go on writing. */
class ClassifierOutageTest {

  private static final int A_SECOND = 20;
  private static final int DIES_AT = 60;
  private static final int LIVES_AT = 120;
  private static final int END = 180;

  private final StoresFixture stores = new StoresFixture();
  private final RecheckFixture rechecks = new RecheckFixture(stores);
  private final RecheckSweep sweep = rechecks.sweep();
  private final List<ViolationId> toxic = new ArrayList<>();
  private int sent;

  @Test
  void nothing_is_refused_and_every_message_is_found_and_rechecked() {
    TextModeration moderation = new TextModeration(rechecks, stream -> Policy.standard());
    MessageIntake intake =
        new MessageIntake(
            stores.messages, stores.violations, moderation, rechecks.clock, () -> "m-" + sent);

    for (int second = 0; second < END; second++) {
      if (second == DIES_AT) {
        rechecks.isDown(Failure.throttled("classifier.throttled", "dead", Duration.ofSeconds(20)));
      } else if (second == LIVES_AT) {
        rechecks.isUp();
      }
      send(intake);
      if (second % 60 == 30) {
        sweep.run();
      }
      if (second == LIVES_AT) {
        int unmoderated = (LIVES_AT - DIES_AT) * A_SECOND;
        assertThat(stores.realMessages.countUnmoderated(2 * unmoderated)).isEqualTo(unmoderated);
        assertThat(sweep.backlog().count()).isEqualTo(Backlog.COUNTED_UP_TO);
      }
      rechecks.clock.advance(Duration.ofSeconds(1));
    }
    sweep.run();

    assertThat(sent).isEqualTo(END * A_SECOND);
    assertThat(sweep.backlog().count()).isZero();
    assertThat(stores.realMessages.count("stream"))
        .isEqualTo(new MessageCounts(sent - toxic.size(), 0));
    assertThat(stores.realViolations.countWithheld("stream")).isEqualTo(toxic.size());
    assertThat(stores.realViolations.pendingEffects(PendingEffect.UNSETTLED, null, 1)).isEmpty();
    toxic.forEach(this::isWithheldAsItShouldBe);
  }

  private void send(MessageIntake intake) {
    for (int i = 0; i < A_SECOND; i++) {
      sent++;
      boolean isToxic = sent % 10 == 0;
      Receipt receipt =
          intake.accept(
              new MessageDraft(
                  "stream", null, "viewer-" + i, (isToxic ? "toxic " : "hello ") + sent));
      if (isToxic) {
        toxic.add(new ViolationId("stream", "m-" + sent));
      }
      if (receipt instanceof Receipt.Published published && isToxic) {
        assertThat(published.message().verdict()).isInstanceOf(Verdict.Unmoderated.class);
      }
    }
  }

  private void isWithheldAsItShouldBe(ViolationId id) {
    Violation violation = stores.realViolations.find(id).orElseThrow().value();
    long second = Duration.between(Fixtures.NOW, violation.sentAt()).toSeconds();
    boolean isLate = second >= DIES_AT && second < LIVES_AT;
    assertThat(violation.audit().get(0).who())
        .isEqualTo(isLate ? "system:recheck" : "system:moderation");
    assertThat(violation.pendingEffect())
        .isEqualTo(isLate ? PendingEffect.CONFIRM : PendingEffect.NONE);
    assertThat(stores.realMessages.find(id.streamId(), id.messageId())).isEmpty();
  }
}
